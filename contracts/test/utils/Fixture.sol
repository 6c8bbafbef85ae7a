// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {Operator} from "@chainlink/contracts/src/v0.8/operatorforwarder/Operator.sol";
import {LinkToken} from "@chainlink/contracts/src/v0.8/shared/token/ERC677/LinkToken.sol";

import {Vm} from "./Vm.sol";

/// @dev Chainlink's own LinkToken and Operator with one node, the people of the tests, and assertions.
abstract contract Fixture {
    /// @dev What an Operator tells its node: the data of the event OracleRequest.
    struct OracleCall {
        address requester;
        bytes32 requestId;
        uint256 payment;
        address callbackAddr;
        bytes4 callbackFunctionId;
        uint256 expiration;
        uint256 dataVersion;
        bytes cbor;
    }

    /// @dev Functions of a contract that forge may or may not call at random.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    bytes32 internal constant ORACLE_REQUEST =
        keccak256("OracleRequest(bytes32,address,bytes32,uint256,address,bytes4,uint256,uint256,bytes)");
    bytes32 internal constant JOB = "5c0e5c0e000040008000000000000001";
    uint96 internal constant PAYMENT = 0.1 ether;
    uint64 internal constant ORACLE_EXPIRY = 5 minutes;

    address internal immutable node = _person("node");
    address internal immutable stranger = _person("stranger");

    LinkToken internal link;
    Operator internal operator;

    /// @dev Thrown by an assertion.
    error Differs(string what, bytes32 given, bytes32 expected);

    function _deployChainlink() internal {
        vm.warp(1_800_000_000);
        link = new LinkToken();
        link.grantMintRole(address(this));
        operator = _newOperator();
    }

    function _newOperator() internal returns (Operator created) {
        created = new Operator(address(link), address(this));
        address[] memory senders = new address[](1);
        senders[0] = node;
        created.setAuthorizedSenders(senders);
    }

    /// @dev Gives `account` LINK and lets `spender` take all of it.
    function _fund(address account, address spender, uint256 amount) internal {
        link.mint(account, amount);
        vm.prank(account);
        link.approve(spender, type(uint256).max);
    }

    /// @dev The node answers `call`; `answer` is what follows the request id. Returns whether the callback succeeded.
    function _fulfill(OracleCall memory call, bytes memory answer) internal returns (bool) {
        vm.prank(node);
        return Operator(operator)
            .fulfillOracleRequest2(
                call.requestId, call.payment, call.callbackAddr, call.callbackFunctionId, call.expiration, answer
            );
    }

    /// @dev The one oracle request among `logs`.
    function _oracleCall(Vm.Log[] memory logs) internal pure returns (OracleCall memory) {
        // An event's data is encoded like a struct of its fields, but for the struct's offset in front.
        return abi.decode(bytes.concat(abi.encode(32), _only(logs, ORACLE_REQUEST).data), (OracleCall));
    }

    /// @dev The one log of event `topic` among `logs`.
    function _only(Vm.Log[] memory logs, bytes32 topic) internal pure returns (Vm.Log memory found) {
        _eq(_count(logs, topic), 1, "logs of the event");
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == topic) return logs[i];
        }
    }

    function _count(Vm.Log[] memory logs, bytes32 topic) internal pure returns (uint256 count) {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == topic) ++count;
        }
    }

    function _person(string memory name) internal pure returns (address) {
        return address(uint160(uint256(keccak256(bytes(name)))));
    }

    function _topic(address account) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }

    function _eq(bytes32 given, bytes32 expected, string memory what) internal pure {
        if (given != expected) revert Differs(what, given, expected);
    }

    function _eq(uint256 given, uint256 expected, string memory what) internal pure {
        _eq(bytes32(given), bytes32(expected), what);
    }

    function _eq(address given, address expected, string memory what) internal pure {
        _eq(_topic(given), _topic(expected), what);
    }

    function _eq(bytes memory given, bytes memory expected, string memory what) internal pure {
        _eq(keccak256(given), keccak256(expected), what);
    }

    function _true(bool given, string memory what) internal pure {
        _eq(given ? 1 : 0, 1, what);
    }

    function _false(bool given, string memory what) internal pure {
        _eq(given ? 1 : 0, 0, what);
    }

    /// @dev `value` limited to `low`...`high`, both included.
    function _bound(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        if (value >= low && value <= high) return value;
        return low + value % (high - low + 1);
    }
}
