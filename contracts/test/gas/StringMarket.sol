// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {Chainlink, ChainlinkClient} from "@chainlink/contracts/src/v0.8/operatorforwarder/ChainlinkClient.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @dev The market's flow as it is often written first: strings for ids and keys, mappings of structs, the location kept in
/// storage. Only for comparison.
contract StringMarket is ChainlinkClient {
    using Chainlink for Chainlink.Request;

    struct Grant {
        string requestId;
        string recordId;
        string publicKey;
        address requester;
        address patient;
        uint256 fee;
        uint256 payment;
        uint256 deadline;
        string status;
        string location;
    }

    mapping(string requestId => Grant) public grants;
    mapping(bytes32 oracleId => string requestId) public asked;
    mapping(address patient => mapping(string requestId => bool)) public approvals;

    mapping(address patient => uint256) public balances;

    IERC20 private immutable link;

    constructor(address token) {
        link = IERC20(token);
        _setChainlinkToken(token);
    }

    function request(
        string calldata requestId,
        string calldata recordId,
        string calldata publicKey,
        address patient,
        uint256 fee,
        uint256 payment
    ) external {
        Grant storage grant = grants[requestId];
        grant.requestId = requestId;
        grant.recordId = recordId;
        grant.publicKey = publicKey;
        grant.requester = msg.sender;
        grant.patient = patient;
        grant.fee = fee;
        grant.payment = payment;
        grant.status = "requested";
        require(link.transferFrom(msg.sender, address(this), fee + payment), "unpaid");
    }

    function approve(string calldata requestId, address oracle, bytes32 job) external {
        Grant storage grant = grants[requestId];
        require(msg.sender == grant.patient, "not the patient");
        require(keccak256(bytes(grant.status)) == keccak256("requested"), "not requested");
        grant.status = "approved";
        grant.deadline = block.timestamp + 5 minutes;
        approvals[msg.sender][requestId] = true;
        Chainlink.Request memory req = _buildOperatorRequest(job, this.fulfill.selector);
        req._add("recordId", grant.recordId);
        req._add("requestId", grant.requestId);
        req._add("publicKey", grant.publicKey);
        bytes32 id = _sendOperatorRequestTo(oracle, req, grant.payment);
        asked[id] = requestId;
    }

    function fulfill(bytes32 id, string calldata location) external recordChainlinkFulfillment(id) {
        Grant storage grant = grants[asked[id]];
        require(keccak256(bytes(grant.status)) == keccak256("approved"), "not approved");
        grant.status = "released";
        grant.location = location;
        balances[grant.patient] += grant.fee;
    }

    function withdraw() external {
        uint256 amount = balances[msg.sender];
        balances[msg.sender] = 0;
        require(link.transfer(msg.sender, amount), "unpaid");
    }
}
