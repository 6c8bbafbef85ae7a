// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IOracleConsumer} from "./IOracleConsumer.sol";
import {IPatientSide} from "./IPatientSide.sol";

/// @title IRecordMarket
/// @notice Access to medical records: a requester pays into escrow, the patient decides, an oracle hands over the record's
/// location, encrypted to the requester's key.
/// @dev All times are Unix seconds, all amounts juels of LINK.
/// @dev Warning: nothing here proves who owns a record. A record id is random and can be registered once, by anybody;
/// whoever registers another's id gains nothing, because the oracle's adapter releases a location only if the patient
/// written here is the patient it knows for that record. A requester who paid is then refunded by `expire`.
interface IRecordMarket is IOracleConsumer, IPatientSide {
    /// @notice Where a request stands.
    /// - Requested: in escrow, waiting for the patient.
    /// - Approved: the oracle was asked.
    /// - Released: the sealed location is in the event `RecordReleased`; the patient was credited.
    /// - Declined: the patient said no; the requester was refunded.
    /// - Expired: the patient or the oracle stayed silent; the requester was refunded.
    /// - Revoked: the patient withdrew the approval, before the release (no release will follow; the requester was
    ///   refunded) or after it (`sealedHash` is set; a record gateway must refuse).
    /// - Failed: the oracle answered with nothing; the requester got the fee back, the oracle's payment is spent.
    enum Status {
        None,
        Requested,
        Approved,
        Released,
        Declined,
        Expired,
        Revoked,
        Failed
    }

    /// @notice Why an oracle's answer released nothing.
    enum Refusal {
        Empty,
        Revoked,
        AccessEnded
    }

    /// @notice A record on offer.
    struct Record {
        /// @dev Who registered the record and decides about requests; zero if it is not registered.
        address patient;
        /// @dev What the patient asks for one access, in juels.
        uint96 fee;
    }

    /// @notice A request as it was made, and how it stands.
    struct Request {
        address requester;
        /// @dev The patient when the request was made: who decides and is paid.
        address patient;
        bytes32 recordId;
        /// @dev X25519 public key to which the location is to be sealed.
        bytes32 publicKey;
        /// @dev The patient's fee when the request was made, in juels.
        uint96 fee;
        /// @dev What the oracle gets, in juels, as it was when the request was made.
        uint96 oraclePayment;
        /// @dev The Operator contract, as it was when the request was made.
        address oracle;
        /// @dev From this time on anyone may `expire` the request: the patient's deadline while it is Requested, the
        /// oracle's from the approval on.
        uint64 deadline;
        Status status;
        /// @dev Whether the oracle still holds a payment for which it has not answered.
        bool oraclePending;
        /// @dev The id under which the oracle was asked; zero before the approval.
        bytes32 oracleRequestId;
        /// @dev keccak256 of the sealed location; zero before the release.
        bytes32 sealedHash;
        /// @dev What the access is for, as the requester says: a code of HL7's PurposeOfUse in ASCII, such as "TREAT" or
        /// "HRESCH"; zero if not said.
        bytes16 purpose;
        /// @dev How long after the release the requester may have the location sealed again, in seconds.
        uint32 accessPeriod;
        /// @dev When that ends; zero before the release, and for a single access.
        uint64 accessUntil;
        /// @dev Whether a guardian asked in an emergency, without the patient's decision.
        bool emergency;
        /// @dev What is still to be paid for an emergency access once it is released, in juels.
        uint96 feeOwed;
        /// @dev The request that the patient approved: this one, or for a re-issue the first.
        bytes32 grantId;
    }

    /// @notice `patient` registered a record, at `fee` juels an access.
    event RecordRegistered(bytes32 indexed recordId, address indexed patient, uint96 fee);

    /// @notice New requests for the record cost another fee, in juels.
    event FeeChanged(bytes32 indexed recordId, uint96 oldFee, uint96 newFee);

    /// @notice `requester` paid `fee` + `oraclePayment` juels into escrow; `patient` decides before `deadline`.
    event RecordRequested(
        bytes32 indexed requestId,
        bytes32 indexed recordId,
        address indexed patient,
        address requester,
        bytes32 publicKey,
        uint96 fee,
        uint96 oraclePayment,
        uint64 deadline,
        bytes16 purpose,
        uint32 accessPeriod
    );

    /// @notice `by` agreed for the patient and the oracle was asked; it can be cancelled from `deadline` on. For a re-issue
    /// `by` is the requester, for an emergency the guardian.
    event RequestApproved(bytes32 indexed requestId, bytes32 indexed oracleRequestId, uint64 deadline, address by);

    /// @notice The location of grant `grantId` is sealed again, under request `requestId`.
    event AccessReissued(bytes32 indexed requestId, bytes32 indexed grantId);

    /// @notice `guardian` opened the patient's record in an emergency; `feeOwed` juels are to be paid later.
    event EmergencyAccess(
        bytes32 indexed requestId, bytes32 indexed recordId, address indexed guardian, uint96 feeOwed
    );

    /// @notice `payer` paid the patient what was owed for an emergency access, in juels.
    event EmergencyFeePaid(bytes32 indexed requestId, address indexed payer, uint96 amount);

    /// @notice The patient said no.
    event RequestDeclined(bytes32 indexed requestId);

    /// @notice The patient or the oracle stayed silent.
    event RequestExpired(bytes32 indexed requestId);

    /// @notice The record's location, sealed to the requester's public key.
    event RecordReleased(bytes32 indexed requestId, bytes sealedLocation);

    /// @notice The oracle answered and got its payment, but nothing was released.
    event AnswerRefused(bytes32 indexed requestId, Refusal reason);

    /// @notice The patient withdrew the approval: before the release, or (`released`) after it.
    event AccessRevoked(bytes32 indexed requestId, bool released);

    /// @notice An unanswered oracle request was cancelled; `amount` juels came back and were credited to the requester.
    /// It is 0 if the oracle did not give them back: it had answered, and the answer never arrived.
    event OraclePaymentRecovered(bytes32 indexed requestId, uint256 amount);

    /// @notice Thrown by the constructor if the approval window is out of range. All in seconds.
    error WindowOutOfRange(uint64 given, uint64 minimum, uint64 maximum);

    /// @notice Thrown if a record id is taken.
    error AlreadyRegistered(bytes32 recordId);

    /// @notice Thrown if a record id is not registered.
    error UnknownRecord(bytes32 recordId);

    /// @notice Thrown if somebody else than the requester asks for a re-issue.
    error NotRequester(address caller, address requester);

    /// @notice Thrown if too little of the access period is left for an oracle to answer.
    error AccessEnds(uint256 present, uint256 accessUntil);

    /// @notice Thrown if nothing is owed for a request: it is no emergency access, not released, or paid.
    error NothingOwed(bytes32 requestId);

    /// @notice Thrown if a request's public key is zero.
    error PublicKeyMissing();

    /// @notice Thrown if fee and oracle payment together exceed what the requester would pay. Both in juels.
    error PriceAboveMaximum(uint256 price, uint256 maximum);

    /// @notice Thrown if a request does not stand as the action needs it.
    error WrongStatus(bytes32 requestId, Status given, Status expected);

    /// @notice Thrown if a request can no longer be approved.
    error DeadlinePassed(uint256 present, uint256 deadline);

    /// @notice Thrown if a request cannot be expired yet.
    error DeadlineAhead(uint256 present, uint256 deadline);

    /// @notice Thrown by `expire` if a request is settled: nothing is owed to anybody.
    error AlreadySettled(bytes32 requestId, Status status);

    /// @notice Offers a record; the caller is its patient. A record id can be registered once.
    /// @param recordId Random, so that it says nothing about the patient; never a hash of personal data.
    /// @param fee Juels for one access.
    function register(bytes32 recordId, uint96 fee) external;

    /// @notice Changes the fee of the caller's record for new requests, in juels.
    function setFee(bytes32 recordId, uint96 fee) external;

    /// @notice Asks for access. Takes `price(recordId)` juels of LINK from the caller, who must have approved this
    /// contract for it in the LINK token, into escrow.
    /// @param publicKey X25519 public key to which the location is to be sealed; not zero.
    /// @param maxFee The most the caller will pay, fee and oracle payment together, in juels.
    /// @return requestId Names the request in this contract.
    function request(bytes32 recordId, bytes32 publicKey, uint256 maxFee) external returns (bytes32 requestId);

    /// @notice Asks for access as `request`, and says what for and how long.
    /// @param purpose A code of HL7's PurposeOfUse in ASCII; zero says nothing.
    /// @param accessPeriod For how many seconds after the release `reissue` is possible; 0 for a single access.
    function requestWithTerms(bytes32 recordId, bytes32 publicKey, uint256 maxFee, bytes16 purpose, uint32 accessPeriod)
        external
        returns (bytes32 requestId);

    /// @notice Agrees to a request and asks the oracle. The patient's side only, before the deadline.
    function approve(bytes32 requestId) external;

    /// @notice Agrees as `approve` with a signature, which anyone can bring.
    /// @param signer Who signed: the patient or an agent of theirs; a key's account or a contract by EIP-1271.
    /// @param expiry Unix seconds at which the signature ceases to count.
    /// @param signature EIP-712, of Approval(bytes32 requestId,bytes32 recordId,address requester,uint96 fee,
    /// bytes16 purpose,uint32 accessPeriod,uint256 nonce,uint256 expiry), nonce being `nonces(signer)`.
    function approveBySig(bytes32 requestId, address signer, uint256 expiry, bytes calldata signature) external;

    /// @notice Has the location of a released request sealed again within its access period, for the oracle's payment
    /// alone. Requester only. If the grant is revoked, so is the re-issue.
    /// @param publicKey X25519 public key to which the location is to be sealed; not zero.
    /// @param maxFee The most the caller will pay, in juels.
    /// @return reissueId A request of its own, approved already.
    function reissue(bytes32 requestId, bytes32 publicKey, uint256 maxFee) external returns (bytes32 reissueId);

    /// @notice Opens a record in an emergency, for the oracle's payment; the fee is owed. Guardians of the patient only.
    /// @param maxFee The most the caller will pay now, in juels.
    /// @return requestId An approved request, of purpose "BTG" (break the glass).
    function emergencyAccess(bytes32 recordId, bytes32 publicKey, uint256 maxFee) external returns (bytes32 requestId);

    /// @notice Pays the patient what is owed for a released emergency access. Anyone can.
    function payEmergencyFee(bytes32 requestId) external;

    /// @notice Refuses a request and refunds the requester. The patient's side only, while the request waits for it.
    function decline(bytes32 requestId) external;

    /// @notice Ends a request whose patient or oracle stayed silent past the deadline and refunds the requester; also
    /// brings back the oracle's payment of a revoked request. Anyone can call it.
    function expire(bytes32 requestId) external;

    /// @notice Withdraws an approval; of a re-issue, that of its grant. The patient's side only. Before the release: nothing
    /// will be released, the fee goes back at once, the oracle's payment by `expire` unless the oracle answers first. After
    /// it: the patient keeps the fee and record gateways refuse from now on.
    /// @dev Warning: an answer that the oracle has already sent, mined or not, cannot be unsent; the requester could
    /// open it. Only the gateway that serves the record can then keep it shut.
    function revoke(bytes32 requestId) external;

    /// @notice The oracle's answer. Only the Operator that was asked can call it.
    /// @dev A refused answer does not revert, since Operator would swallow that: it emits `AnswerRefused`.
    /// @param requestId The id under which the oracle was asked.
    /// @param sealedLocation The record's location, sealed to the requester's public key; not empty.
    function fulfillRecord(bytes32 requestId, bytes calldata sealedLocation) external;

    /// @notice The record of this id; all zero if it is not registered.
    function getRecord(bytes32 recordId) external view returns (Record memory);

    /// @notice The request of this id; all zero, with status None, if there is none.
    function getRequest(bytes32 requestId) external view returns (Request memory);

    /// @notice What a request for the record costs now, in juels: its fee and the oracle's payment.
    function price(bytes32 recordId) external view returns (uint256);

    /// @notice How long a patient has to decide, in seconds.
    function approvalWindow() external view returns (uint64);

    /// @notice Juels held for requests that are not settled; what Operator holds is not counted.
    /// @dev The contract's LINK is never less than `totalEscrow() + totalBalances()`.
    function totalEscrow() external view returns (uint256);
}
