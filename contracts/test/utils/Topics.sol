// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

/// @dev The first topics of our events; solc 0.8.19 cannot name those of another contract.
library Topics {
    bytes32 internal constant ORACLE_CHANGED = keccak256("OracleChanged(address,bytes32,uint96)");
    bytes32 internal constant FORWARDER_CHANGED = keccak256("ForwarderChanged(address,bytes32)");
    bytes32 internal constant REPORT_REQUESTED = keccak256("ReportRequested(bytes32,bytes32,bytes4,bytes)");
    bytes32 internal constant CREDITED = keccak256("Credited(address,uint256)");
    bytes32 internal constant WITHDRAWN = keccak256("Withdrawn(address,uint256)");

    bytes32 internal constant READER_ALLOWED = keccak256("ReaderAllowed(address,address,uint64)");
    bytes32 internal constant READER_REMOVED = keccak256("ReaderRemoved(address,address)");
    bytes32 internal constant SCORE_REQUESTED = keccak256("ScoreRequested(bytes32,address,address,uint96)");
    bytes32 internal constant SCORE_UPDATED = keccak256("ScoreUpdated(bytes32,address,uint16,uint16,uint64,bytes32)");
    bytes32 internal constant SCORE_REFUSED = keccak256("AnswerRefused(bytes32,address,uint8,uint256,uint256)");
    bytes32 internal constant REQUEST_CANCELLED = keccak256("RequestCancelled(bytes32,address,uint256)");

    bytes32 internal constant SCORES_REQUESTED = keccak256("ScoresRequested(bytes32,address,address[],uint96)");
    bytes32 internal constant MODEL_ACCEPTED = keccak256("ModelAccepted(bytes32)");
    bytes32 internal constant MODEL_REMOVED = keccak256("ModelRemoved(bytes32)");
    bytes32 internal constant MIN_COVERAGE_CHANGED = keccak256("MinCoverageChanged(uint16,uint16)");
    bytes32 internal constant BATCH_JOB_CHANGED = keccak256("BatchJobChanged(bytes32)");

    bytes32 internal constant AGENT_NAMED = keccak256("AgentNamed(address,address,uint8,uint64)");
    bytes32 internal constant ACCESS_REISSUED = keccak256("AccessReissued(bytes32,bytes32)");
    bytes32 internal constant EMERGENCY_ACCESS = keccak256("EmergencyAccess(bytes32,bytes32,address,uint96)");
    bytes32 internal constant EMERGENCY_FEE_PAID = keccak256("EmergencyFeePaid(bytes32,address,uint96)");
    bytes32 internal constant RECORD_REGISTERED = keccak256("RecordRegistered(bytes32,address,uint96)");
    bytes32 internal constant FEE_CHANGED = keccak256("FeeChanged(bytes32,uint96,uint96)");
    bytes32 internal constant RECORD_REQUESTED =
        keccak256("RecordRequested(bytes32,bytes32,address,address,bytes32,uint96,uint96,uint64,bytes16,uint32)");
    bytes32 internal constant REQUEST_APPROVED = keccak256("RequestApproved(bytes32,bytes32,uint64,address)");
    bytes32 internal constant REQUEST_DECLINED = keccak256("RequestDeclined(bytes32)");
    bytes32 internal constant REQUEST_EXPIRED = keccak256("RequestExpired(bytes32)");
    bytes32 internal constant RECORD_RELEASED = keccak256("RecordReleased(bytes32,bytes)");
    bytes32 internal constant RECORD_REFUSED = keccak256("AnswerRefused(bytes32,uint8)");
    bytes32 internal constant ACCESS_REVOKED = keccak256("AccessRevoked(bytes32,bool)");
    bytes32 internal constant PAYMENT_RECOVERED = keccak256("OraclePaymentRecovered(bytes32,uint256)");
}
