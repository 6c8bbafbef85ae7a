// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {Chainlink} from "@chainlink/contracts/src/v0.8/operatorforwarder/ChainlinkClient.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IRecordMarket} from "./interfaces/IRecordMarket.sol";
import {OracleConsumer} from "./OracleConsumer.sol";
import {PatientSide} from "./PatientSide.sol";
import {RecordRequests} from "./RecordRequests.sol";

/// @title RecordMarket
/// @notice Lets requesters pay for access to records, and patients decide about it.
/// @dev Every juel that comes in with a request is in exactly one place: escrow, the oracle's, or somebody's balance.
contract RecordMarket is RecordRequests, PatientSide {
    using Chainlink for Chainlink.Request;

    /// @notice The purpose of emergency access: "break the glass". Source: HL7 v3 ActReason, PurposeOfUse.
    bytes16 public constant EMERGENCY = "BTG";

    /// @notice The EIP-712 type of what `approveBySig` takes.
    bytes32 public constant APPROVAL_TYPEHASH = keccak256(
        "Approval(bytes32 requestId,bytes32 recordId,address requester,uint96 fee,bytes16 purpose,uint32 accessPeriod,"
        "uint256 nonce,uint256 expiry)"
    );

    /// @notice Shortest approval window, in seconds.
    uint64 public constant MIN_APPROVAL_WINDOW = 1 minutes;

    /// @notice Longest approval window, in seconds.
    uint64 public constant MAX_APPROVAL_WINDOW = 90 days;

    /// @inheritdoc IRecordMarket
    uint64 public immutable approvalWindow;

    /// @inheritdoc IRecordMarket
    uint256 public totalEscrow;

    uint256 private _requestCount;
    mapping(bytes32 oracleRequestId => bytes32 requestId) private _asked;

    /// @notice Asks the given Operator at first.
    /// @param link The LINK token.
    /// @param oracle_ The Operator asked at first, see `setOracle`.
    /// @param jobId_ Its job, see `setOracle`.
    /// @param payment Juels for one request to the oracle.
    /// @param approvalWindow_ How long a patient has to decide, in seconds.
    constructor(address link, address oracle_, bytes32 jobId_, uint96 payment, uint64 approvalWindow_)
        OracleConsumer(link, oracle_, jobId_, payment)
        EIP712("Link4Health RecordMarket", "1")
    {
        if (approvalWindow_ < MIN_APPROVAL_WINDOW || approvalWindow_ > MAX_APPROVAL_WINDOW) {
            revert WindowOutOfRange(approvalWindow_, MIN_APPROVAL_WINDOW, MAX_APPROVAL_WINDOW);
        }
        approvalWindow = approvalWindow_;
    }

    /// @inheritdoc IRecordMarket
    function register(bytes32 recordId, uint96 fee) external {
        if (_records[recordId].patient != address(0)) revert AlreadyRegistered(recordId);
        _records[recordId] = Record(msg.sender, fee);
        emit RecordRegistered(recordId, msg.sender, fee);
    }

    /// @inheritdoc IRecordMarket
    function setFee(bytes32 recordId, uint96 fee) external {
        Record memory record = _record(recordId);
        if (msg.sender != record.patient) revert NotPatient(msg.sender, record.patient);
        _records[recordId].fee = fee;
        emit FeeChanged(recordId, record.fee, fee);
    }

    /// @inheritdoc IRecordMarket
    function request(bytes32 recordId, bytes32 publicKey, uint256 maxFee)
        external
        nonReentrant
        whenNotPaused
        returns (bytes32 requestId)
    {
        Record memory record = _record(recordId);
        return _open(recordId, record.patient, record.fee, publicKey, maxFee, 0, 0);
    }

    /// @inheritdoc IRecordMarket
    function requestWithTerms(bytes32 recordId, bytes32 publicKey, uint256 maxFee, bytes16 purpose, uint32 accessPeriod)
        external
        nonReentrant
        whenNotPaused
        returns (bytes32 requestId)
    {
        Record memory record = _record(recordId);
        return _open(recordId, record.patient, record.fee, publicKey, maxFee, purpose, accessPeriod);
    }

    /// @inheritdoc IRecordMarket
    function approve(bytes32 requestId) external nonReentrant {
        _approve(requestId, msg.sender);
    }

    /// @inheritdoc IRecordMarket
    function approveBySig(bytes32 requestId, address signer, uint256 expiry, bytes calldata signature)
        external
        nonReentrant
    {
        Entry storage entry = _entry(requestId);
        bytes memory fields = abi.encode(
            APPROVAL_TYPEHASH,
            requestId,
            entry.recordId,
            entry.requester,
            entry.fee,
            entry.purpose,
            uint256(entry.accessPeriod)
        );
        _useSignature(signer, fields, expiry, signature);
        _approve(requestId, signer);
    }

    /// @inheritdoc IRecordMarket
    function reissue(bytes32 requestId, bytes32 publicKey, uint256 maxFee)
        external
        nonReentrant
        returns (bytes32 reissueId)
    {
        Entry storage grant = _entry(requestId);
        if (msg.sender != grant.requester) revert NotRequester(msg.sender, grant.requester);
        if (grant.status != Status.Released) revert WrongStatus(requestId, grant.status, Status.Released);
        // A re-issue has no access period, so it is none of a re-issue.
        if (block.timestamp + ORACLE_EXPIRY > grant.accessUntil) revert AccessEnds(block.timestamp, grant.accessUntil);
        reissueId = _open(grant.recordId, grant.patient, 0, publicKey, maxFee, grant.purpose, 0);
        _entries[reissueId].reissue = true;
        _grantOf[reissueId] = requestId;
        emit AccessReissued(reissueId, requestId);
        _grant(reissueId, _entries[reissueId], msg.sender);
    }

    /// @inheritdoc IRecordMarket
    function emergencyAccess(bytes32 recordId, bytes32 publicKey, uint256 maxFee)
        external
        nonReentrant
        whenNotPaused
        returns (bytes32 requestId)
    {
        Record memory record = _record(recordId);
        _checkGuardian(record.patient);
        requestId = _open(recordId, record.patient, 0, publicKey, maxFee, EMERGENCY, 0);
        _entries[requestId].emergency = true;
        _owed[requestId] = record.fee;
        emit EmergencyAccess(requestId, recordId, msg.sender, record.fee);
        _grant(requestId, _entries[requestId], msg.sender);
    }

    /// @inheritdoc IRecordMarket
    function payEmergencyFee(bytes32 requestId) external nonReentrant {
        uint96 amount = _owed[requestId];
        Entry storage entry = _entries[requestId];
        if (amount == 0 || entry.sealedHash == 0) revert NothingOwed(requestId);
        delete _owed[requestId];
        emit EmergencyFeePaid(requestId, msg.sender, amount);
        _credit(entry.patient, amount);
        _pull(amount);
    }

    /// @inheritdoc IRecordMarket
    function decline(bytes32 requestId) external nonReentrant {
        Entry storage entry = _waiting(requestId, msg.sender);
        entry.status = Status.Declined;
        emit RequestDeclined(requestId);
        _settle(entry.requester, uint256(entry.fee) + _route(entry.route).payment);
    }

    /// @inheritdoc IRecordMarket
    function expire(bytes32 requestId) external nonReentrant {
        Entry storage entry = _entry(requestId);
        Status status = _status(requestId, entry);
        bool waiting = status == Status.Requested;
        if (!waiting && !entry.oraclePending) revert AlreadySettled(requestId, status);
        if (block.timestamp < entry.deadline) revert DeadlineAhead(block.timestamp, entry.deadline);

        if (status != Status.Revoked) {
            entry.status = Status.Expired;
            emit RequestExpired(requestId);
        }
        if (waiting) {
            _settle(entry.requester, uint256(entry.fee) + _route(entry.route).payment);
            return;
        }
        entry.oraclePending = false;
        uint256 recovered = _cancel(entry.route, entry.oracleRequestId, this.fulfillRecord.selector, entry.deadline);
        emit OraclePaymentRecovered(requestId, recovered);
        _credit(entry.requester, recovered);
        if (status == Status.Approved) _settle(entry.requester, entry.fee);
    }

    /// @inheritdoc IRecordMarket
    function revoke(bytes32 requestId) external nonReentrant {
        if (_entry(requestId).reissue) requestId = _grantOf[requestId];
        Entry storage entry = _entries[requestId];
        _checkSpeaksFor(entry.patient, msg.sender);
        bool released = entry.status == Status.Released;
        if (!released && entry.status != Status.Approved) {
            revert WrongStatus(requestId, entry.status, Status.Approved);
        }
        entry.status = Status.Revoked;
        emit AccessRevoked(requestId, released);
        if (!released) _settle(entry.requester, entry.fee);
    }

    /// @inheritdoc IRecordMarket
    function fulfillRecord(bytes32 requestId, bytes calldata sealedLocation)
        external
        recordChainlinkFulfillment(requestId)
    {
        _receive(requestId, sealedLocation);
    }

    /// @inheritdoc OracleConsumer
    function _onReport(bytes32 requestId, bytes calldata report) internal override {
        (, bytes memory sealedLocation) = abi.decode(report, (bytes32, bytes));
        _receive(requestId, sealedLocation);
    }

    /// @dev Writes a request down and takes its price into escrow.
    function _open(
        bytes32 recordId,
        address patient,
        uint96 fee,
        bytes32 publicKey,
        uint256 maxFee,
        bytes16 purpose,
        uint32 accessPeriod
    ) private returns (bytes32 requestId) {
        if (publicKey == 0) revert PublicKeyMissing();
        uint256 route = _currentRoute();
        uint256 total = uint256(fee) + _route(route).payment;
        if (total > maxFee) revert PriceAboveMaximum(total, maxFee);

        requestId = keccak256(abi.encode(block.chainid, address(this), ++_requestCount));
        Entry storage entry = _entries[requestId];
        entry.requester = msg.sender;
        entry.fee = fee;
        entry.patient = patient;
        entry.deadline = uint64(block.timestamp) + approvalWindow;
        entry.route = SafeCast.toUint16(route);
        entry.status = Status.Requested;
        entry.purpose = purpose;
        entry.accessPeriod = accessPeriod;
        entry.recordId = recordId;
        entry.publicKey = publicKey;
        totalEscrow += total;
        _announce(requestId, entry);
        _pull(total);
    }

    function _announce(bytes32 requestId, Entry storage entry) private {
        emit RecordRequested(
            requestId,
            entry.recordId,
            entry.patient,
            entry.requester,
            entry.publicKey,
            entry.fee,
            _route(entry.route).payment,
            entry.deadline,
            entry.purpose,
            entry.accessPeriod
        );
    }

    function _approve(bytes32 requestId, address by) private {
        Entry storage entry = _waiting(requestId, by);
        if (block.timestamp >= entry.deadline) revert DeadlinePassed(block.timestamp, entry.deadline);
        _grant(requestId, entry, by);
    }

    /// @dev Sends the oracle's payment out of escrow with the request to it.
    function _grant(bytes32 requestId, Entry storage entry, address by) private {
        uint64 deadline = uint64(block.timestamp) + ORACLE_EXPIRY;
        entry.deadline = deadline;
        entry.status = Status.Approved;
        entry.oraclePending = true;

        Route storage route = _route(entry.route);
        totalEscrow -= route.payment;
        Chainlink.Request memory req = _buildOperatorRequest(route.jobId, this.fulfillRecord.selector);
        req._addBytes("recordId", abi.encodePacked(entry.recordId));
        req._addBytes("requestId", abi.encodePacked(requestId));
        req._addBytes("publicKey", abi.encodePacked(entry.publicKey));
        bytes32 oracleRequestId = _ask(entry.route, req);
        entry.oracleRequestId = oracleRequestId;
        _asked[oracleRequestId] = requestId;
        emit RequestApproved(requestId, oracleRequestId, deadline, by);
    }

    function _receive(bytes32 oracleRequestId, bytes memory sealedLocation) private {
        bytes32 ours = _asked[oracleRequestId];
        Entry storage entry = _entries[ours];
        // So for an oracle that answers while it is being asked, or after it was cancelled.
        if (!entry.oraclePending) revert UnknownRequest(oracleRequestId);
        entry.oraclePending = false;
        delete _asked[oracleRequestId];

        if (_status(ours, entry) == Status.Revoked) {
            emit AnswerRefused(ours, Refusal.Revoked);
        } else if (sealedLocation.length == 0) {
            _fail(ours, entry, Refusal.Empty);
        } else if (entry.reissue && block.timestamp >= _entries[_grantOf[ours]].accessUntil) {
            _fail(ours, entry, Refusal.AccessEnded);
        } else {
            entry.status = Status.Released;
            entry.sealedHash = keccak256(sealedLocation);
            if (entry.accessPeriod != 0) entry.accessUntil = uint64(block.timestamp) + entry.accessPeriod;
            emit RecordReleased(ours, sealedLocation);
            _settle(entry.patient, entry.fee);
        }
    }

    function _fail(bytes32 requestId, Entry storage entry, Refusal reason) private {
        entry.status = Status.Failed;
        emit AnswerRefused(requestId, reason);
        _settle(entry.requester, entry.fee);
    }

    /// @dev Moves `amount` juels from escrow to a balance.
    function _settle(address account, uint256 amount) private {
        totalEscrow -= amount;
        _credit(account, amount);
    }

    /// @dev The request, if it waits for the patient and `by` speaks for them.
    function _waiting(bytes32 requestId, address by) private view returns (Entry storage entry) {
        entry = _entry(requestId);
        _checkSpeaksFor(entry.patient, by);
        if (entry.status != Status.Requested) revert WrongStatus(requestId, entry.status, Status.Requested);
    }
}
