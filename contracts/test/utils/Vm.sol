// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

/// @dev The cheat codes of forge that the tests use.
/// Source: Foundry Book, cheat codes reference.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function addr(uint256 key) external pure returns (address);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function chainId(uint256 id) external;
    function prank(address sender) external;
    function warp(uint256 time) external;
    function etch(address target, bytes calldata code) external;
    function expectRevert(bytes calldata message) external;
    function snapshotValue(string calldata group, string calldata name, uint256 value) external;
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
}
