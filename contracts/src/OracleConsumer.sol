// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {Chainlink, ChainlinkClient} from "@chainlink/contracts/src/v0.8/operatorforwarder/ChainlinkClient.sol";
import {Operator} from "@chainlink/contracts/src/v0.8/operatorforwarder/Operator.sol";
import {OperatorInterface} from "@chainlink/contracts/src/v0.8/operatorforwarder/interfaces/OperatorInterface.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Pausable} from "@openzeppelin/contracts/security/Pausable.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/security/ReentrancyGuard.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IOracleConsumer} from "./interfaces/IOracleConsumer.sol";
import {IReceiver} from "./interfaces/IReceiver.sol";

/// @title OracleConsumer
/// @notice Asks Operators or awaits reports, and keeps what people can withdraw.
/// @dev The owner chooses the oracle of new requests and may stop new ones: no function of the owner moves LINK.
abstract contract OracleConsumer is IOracleConsumer, ChainlinkClient, Ownable2Step, Pausable, ReentrancyGuard {
    using SafeERC20 for IERC20;

    /// @dev Where and what to ask, and for how much. Routes are only ever added, so a request keeps its own.
    struct Route {
        address oracle;
        uint88 payment;
        bool reports;
        bytes32 jobId;
    }

    /// @dev Seconds after which Operator lets an unanswered request be cancelled.
    /// `setOracle` checks that an oracle agrees. Source: Chainlink contracts 1.5.0, Operator.EXPIRYTIME.
    uint64 internal constant ORACLE_EXPIRY = 5 minutes;

    IERC20 private immutable _link;

    Route[] private _routes;
    uint256 private _reportCount;
    /// @dev The number of the route, plus one, of each request that waits for a report.
    mapping(bytes32 requestId => uint256) private _awaited;
    mapping(address account => uint256 juels) private _balances;
    uint256 private _totalBalances;

    constructor(address link, address oracle_, bytes32 jobId_, uint96 payment) {
        _link = IERC20(link);
        _setChainlinkToken(link);
        _setOracle(oracle_, jobId_, payment);
    }

    /// @inheritdoc IOracleConsumer
    function setOracle(address oracle_, bytes32 jobId_, uint96 payment) external onlyOwner {
        _setOracle(oracle_, jobId_, payment);
    }

    /// @inheritdoc IOracleConsumer
    function setForwarder(address forwarder, bytes32 workflowId) external onlyOwner {
        if (forwarder.code.length == 0) revert NotAContract(forwarder);
        _routes.push(Route(forwarder, 0, true, workflowId));
        emit ForwarderChanged(forwarder, workflowId);
    }

    /// @inheritdoc IOracleConsumer
    function pause() external onlyOwner {
        _pause();
    }

    /// @inheritdoc IOracleConsumer
    function unpause() external onlyOwner {
        _unpause();
    }

    /// @inheritdoc IReceiver
    function onReport(bytes calldata metadata, bytes calldata report) external {
        if (metadata.length < 32) revert ReportTooShort(metadata.length, 32);
        if (report.length < 32) revert ReportTooShort(report.length, 32);
        // The first word of longer bytes is what is meant.
        // forge-lint: disable-next-line(unsafe-typecast)
        bytes32 requestId = bytes32(report);
        uint256 awaited = _awaited[requestId];
        if (awaited == 0) revert UnknownRequest(requestId);
        Route storage route = _routes[awaited - 1];
        if (msg.sender != route.oracle) revert NotForwarder(msg.sender, route.oracle);
        // forge-lint: disable-next-line(unsafe-typecast)
        bytes32 workflowId = bytes32(metadata);
        if (workflowId != route.jobId) revert WrongWorkflow(workflowId, route.jobId);
        delete _awaited[requestId];
        _onReport(requestId, report);
    }

    /// @inheritdoc IOracleConsumer
    function withdraw() external nonReentrant returns (uint256 amount) {
        amount = _balances[msg.sender];
        if (amount == 0) revert NothingToWithdraw(msg.sender);
        _balances[msg.sender] = 0;
        _totalBalances -= amount;
        emit Withdrawn(msg.sender, amount);
        _link.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IOracleConsumer
    function oracle() external view returns (address) {
        return _routes[_currentRoute()].oracle;
    }

    /// @inheritdoc IOracleConsumer
    function jobId() external view returns (bytes32) {
        return _routes[_currentRoute()].jobId;
    }

    /// @inheritdoc IOracleConsumer
    function oraclePayment() external view returns (uint96) {
        return _routes[_currentRoute()].payment;
    }

    /// @inheritdoc IOracleConsumer
    function usesReports() external view returns (bool) {
        return _routes[_currentRoute()].reports;
    }

    /// @inheritdoc IOracleConsumer
    function balanceOf(address account) external view returns (uint256) {
        return _balances[account];
    }

    /// @inheritdoc IOracleConsumer
    function totalBalances() external view returns (uint256) {
        return _totalBalances;
    }

    /// @inheritdoc IOracleConsumer
    function linkToken() external view returns (address) {
        return address(_link);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IReceiver).interfaceId || interfaceId == type(IERC165).interfaceId;
    }

    function _setOracle(address oracle_, bytes32 jobId_, uint96 payment) private {
        if (oracle_.code.length == 0) revert NotAContract(oracle_);
        address token = Operator(oracle_).getChainlinkToken();
        if (token != address(_link)) revert WrongToken(token, address(_link));
        uint256 expiry = Operator(oracle_).EXPIRYTIME();
        if (expiry != ORACLE_EXPIRY) revert WrongExpiryTime(expiry, ORACLE_EXPIRY);
        _routes.push(Route(oracle_, SafeCast.toUint88(payment), false, jobId_));
        emit OracleChanged(oracle_, jobId_, payment);
    }

    /// @dev Takes the answer of a report: `report` holds the callback's arguments, ABI-encoded.
    function _onReport(bytes32 requestId, bytes calldata report) internal virtual;

    /// @dev Asks the oracle of a route, and pays it out of this contract's LINK.
    function _ask(uint256 number, Chainlink.Request memory req) internal returns (bytes32 requestId) {
        Route storage route = _routes[number];
        if (!route.reports) return _sendOperatorRequestTo(route.oracle, req, route.payment);
        // ChainlinkClient hashes 52 bytes for its ids, this hashes 96: they never meet.
        requestId = keccak256(abi.encode(block.chainid, address(this), ++_reportCount));
        _awaited[requestId] = number + 1;
        emit ReportRequested(requestId, route.jobId, req.callbackFunctionId, req.buf.buf);
    }

    /// @dev Takes the oracle's payment back; returns the juels that came. An oracle that refuses or is gone, or that was
    /// paid for an answer which ran out of gas on its way here, must not hold up anything: so no revert, and 0 is returned.
    ///
    /// A caller cannot bring about the 0 by giving too little gas: the call gets 63/64 of what there is, and 1/64 of too
    /// little for a cancellation is too little for what follows.
    function _cancel(uint256 number, bytes32 requestId, bytes4 callback, uint64 expiration)
        internal
        returns (uint256 recovered)
    {
        Route storage route = _routes[number];
        if (route.reports) {
            delete _awaited[requestId];
            return 0;
        }
        address asked = route.oracle;
        uint256 before = _link.balanceOf(address(this));
        // Without code there would be a revert that `catch` does not see.
        if (asked.code.length != 0) {
            try OperatorInterface(asked).cancelOracleRequest(requestId, route.payment, callback, expiration) {} catch {}
        }
        // Only what really came back counts, whatever the oracle says.
        return _link.balanceOf(address(this)) - before;
    }

    /// @dev Takes `amount` juels from the caller.
    function _pull(uint256 amount) internal {
        _link.safeTransferFrom(msg.sender, address(this), amount);
    }

    function _credit(address account, uint256 amount) internal {
        if (amount == 0) return;
        _balances[account] += amount;
        _totalBalances += amount;
        emit Credited(account, amount);
    }

    /// @dev The number of the route that new requests take.
    function _currentRoute() internal view returns (uint256) {
        return _routes.length - 1;
    }

    function _route(uint256 number) internal view returns (Route storage) {
        return _routes[number];
    }
}
