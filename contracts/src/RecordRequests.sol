// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IRecordMarket} from "./interfaces/IRecordMarket.sol";
import {OracleConsumer} from "./OracleConsumer.sol";

/// @title RecordRequests
/// @notice Keeps records on offer and the requests for them, and tells how they stand.
abstract contract RecordRequests is IRecordMarket, OracleConsumer {
    /// @dev A request in storage: `Request` without what its route says, packed into seven words.
    struct Entry {
        address requester;
        uint96 fee;
        address patient;
        uint64 deadline;
        uint16 route;
        Status status;
        bool oraclePending;
        bytes16 purpose;
        uint32 accessPeriod;
        uint64 accessUntil;
        bool emergency;
        bool reissue;
        bytes32 recordId;
        bytes32 publicKey;
        bytes32 oracleRequestId;
        bytes32 sealedHash;
    }

    mapping(bytes32 recordId => Record) internal _records;
    mapping(bytes32 requestId => Entry) internal _entries;
    mapping(bytes32 reissueId => bytes32 grantId) internal _grantOf;
    mapping(bytes32 requestId => uint96 juels) internal _owed;

    /// @inheritdoc IRecordMarket
    function getRecord(bytes32 recordId) external view returns (Record memory) {
        return _records[recordId];
    }

    /// @inheritdoc IRecordMarket
    function getRequest(bytes32 requestId) external view returns (Request memory found) {
        Entry memory entry = _entries[requestId];
        if (entry.status == Status.None) return found;
        Route memory route = _route(entry.route);
        found = Request({
            requester: entry.requester,
            patient: entry.patient,
            recordId: entry.recordId,
            publicKey: entry.publicKey,
            fee: entry.fee,
            oraclePayment: route.payment,
            oracle: route.oracle,
            deadline: entry.deadline,
            status: _status(requestId, _entries[requestId]),
            oraclePending: entry.oraclePending,
            oracleRequestId: entry.oracleRequestId,
            sealedHash: entry.sealedHash,
            purpose: entry.purpose,
            accessPeriod: entry.accessPeriod,
            accessUntil: entry.accessUntil,
            emergency: entry.emergency,
            feeOwed: _owed[requestId],
            grantId: entry.reissue ? _grantOf[requestId] : requestId
        });
    }

    /// @inheritdoc IRecordMarket
    function price(bytes32 recordId) external view returns (uint256) {
        return uint256(_record(recordId).fee) + _route(_currentRoute()).payment;
    }

    /// @dev Where a request stands: a re-issue whose grant was revoked is revoked with it.
    function _status(bytes32 requestId, Entry storage entry) internal view returns (Status status) {
        status = entry.status;
        if (!entry.reissue || (status != Status.Approved && status != Status.Released)) return status;
        if (_entries[_grantOf[requestId]].status == Status.Revoked) return Status.Revoked;
    }

    function _entry(bytes32 requestId) internal view returns (Entry storage entry) {
        entry = _entries[requestId];
        if (entry.status == Status.None) revert UnknownRequest(requestId);
    }

    function _record(bytes32 recordId) internal view returns (Record memory record) {
        record = _records[recordId];
        if (record.patient == address(0)) revert UnknownRecord(recordId);
    }
}
