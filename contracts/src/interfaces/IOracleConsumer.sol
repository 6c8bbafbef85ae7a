// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IReceiver} from "./IReceiver.sol";

/// @title IOracleConsumer
/// @notice What ScoreRegistry and RecordMarket have in common: an oracle to ask, and LINK balances to withdraw.
/// @dev All amounts are juels of LINK (1 LINK = 1e18 juels). All times are Unix seconds.
interface IOracleConsumer is IReceiver {
    /// @notice New requests go to `oracle` from now on; requests made before keep theirs.
    /// @param payment Juels paid to the oracle for one request.
    event OracleChanged(address indexed oracle, bytes32 jobId, uint96 payment);

    /// @notice New requests are answered by reports of workflow `workflowId` through `forwarder` from now on; requests made
    /// before keep their oracle.
    event ForwarderChanged(address indexed forwarder, bytes32 workflowId);

    /// @notice A report of workflow `workflowId` is to answer request `requestId`; it costs no LINK.
    /// @param callback The callback that an Operator would call, which says how the report is encoded: as its arguments.
    /// @param cborPayload The request's parameters, encoded as for an Operator.
    event ReportRequested(bytes32 indexed requestId, bytes32 indexed workflowId, bytes4 callback, bytes cborPayload);

    /// @notice `account` can withdraw `amount` juels more than before.
    event Credited(address indexed account, uint256 amount);

    /// @notice `account` took out its whole balance of `amount` juels.
    event Withdrawn(address indexed account, uint256 amount);

    /// @notice Thrown if an address that is to be an Operator holds no code.
    error NotAContract(address given);

    /// @notice Thrown if an Operator is paid in another token than this contract.
    error WrongToken(address given, address expected);

    /// @notice Thrown if an Operator lets requests be cancelled after another time than expected. Both in seconds.
    error WrongExpiryTime(uint256 given, uint256 expected);

    /// @notice Thrown by `withdraw` if the caller has no balance.
    error NothingToWithdraw(address account);

    /// @notice Thrown if there is no such request, or it does not wait for an answer.
    error UnknownRequest(bytes32 requestId);

    /// @notice Thrown if somebody else than the request's forwarder brings a report.
    error NotForwarder(address caller, address forwarder);

    /// @notice Thrown if a report comes from another workflow than the request's.
    error WrongWorkflow(bytes32 given, bytes32 expected);

    /// @notice Thrown if a report's metadata or report is shorter than a word. All in bytes.
    error ReportTooShort(uint256 given, uint256 minimum);

    /// @notice Sets where new requests go. Owner only; requests already made are not touched.
    /// @param oracle_ An Operator contract paid in the same LINK token.
    /// @param jobId_ The job's external id: the 32 lower-case hex digits of the UUID, as ASCII.
    /// @param payment Juels for one request.
    function setOracle(address oracle_, bytes32 jobId_, uint96 payment) external;

    /// @notice Lets reports of a workflow answer new requests, without payment. Owner only; requests already made are not
    /// touched. `setOracle` turns it off again.
    /// @param forwarder Who delivers the reports.
    /// @param workflowId The only workflow whose reports count.
    function setForwarder(address forwarder, bytes32 workflowId) external;

    /// @notice Stops new requests. Owner only. Answers, refunds, withdrawals and all that ends a request go on.
    function pause() external;

    /// @notice Ends the pause. Owner only.
    function unpause() external;

    /// @notice Sends the caller its whole balance.
    /// @return amount Juels sent; never 0.
    function withdraw() external returns (uint256 amount);

    /// @notice The Operator, or the forwarder of reports, that answers the next request.
    function oracle() external view returns (address);

    /// @notice The job that the next request names: its external id as in `setOracle`, or the workflow's id.
    function jobId() external view returns (bytes32);

    /// @notice Juels that the next request pays the oracle.
    function oraclePayment() external view returns (uint96);

    /// @notice Whether reports through a forwarder answer the next request.
    function usesReports() external view returns (bool);

    /// @notice Juels that `account` can withdraw.
    function balanceOf(address account) external view returns (uint256);

    /// @notice Sum of all withdrawable balances, in juels.
    function totalBalances() external view returns (uint256);

    /// @notice The LINK token in which everything is paid.
    function linkToken() external view returns (address);
}
