// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {Chainlink, ChainlinkClient} from "@chainlink/contracts/src/v0.8/operatorforwarder/ChainlinkClient.sol";

/// @dev The least that an oracle's consumer can be: it stores one word, of anybody's request, unchecked.
contract BareConsumer is ChainlinkClient {
    uint256 public answer;

    constructor(address link) {
        _setChainlinkToken(link);
    }

    function request(address oracle, bytes32 job, uint256 payment) external returns (bytes32) {
        return _sendOperatorRequestTo(oracle, _buildOperatorRequest(job, this.fulfill.selector), payment);
    }

    function fulfill(bytes32 requestId, uint256 given) external recordChainlinkFulfillment(requestId) {
        answer = given;
    }
}
