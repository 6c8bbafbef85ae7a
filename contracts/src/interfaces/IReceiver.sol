// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @title IReceiver
/// @notice What a forwarder of Chainlink's workflows delivers reports to.
/// @dev Chainlink's own interface, written down again because its file needs a newer compiler.
/// Source: Chainlink contracts 1.5.0, keystone/interfaces/IReceiver.sol.
interface IReceiver is IERC165 {
    /// @notice Takes a report.
    /// @param metadata Where the report comes from: workflow id (32 bytes), workflow name (10), workflow owner (20), report
    /// name (2). Source: Chainlink contracts 1.5.0, KeystoneForwarder, rawReport[FORWARDER_METADATA_LENGTH:METADATA_LENGTH].
    /// @param report What the workflow says; here ABI-encoded, the request id first.
    function onReport(bytes calldata metadata, bytes calldata report) external;
}
