// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IOracleConsumer} from "./IOracleConsumer.sol";

/// @title IScoreRegistry
/// @notice Health scores on chain, written by an oracle at the request of the person scored or a reader they allow.
/// @dev Scores and coverages are basis points: 0...10000. All times are Unix seconds, all amounts juels of LINK.
/// @dev Warning: a score on a public chain is public. A reader's permission is about asking for a new score, not about
/// reading one; a subject address that is known to be a person's tells the world that person's score.
interface IScoreRegistry is IOracleConsumer {
    /// @notice The latest accepted score of a subject.
    struct Score {
        /// @dev Health score, 0 (worst) ... 10000 (best).
        uint16 score;
        /// @dev Share of the model's weight that measurements covered, 0...10000.
        uint16 coverage;
        /// @dev Time of the newest measurement used.
        uint64 asOf;
        /// @dev Time of the block that stored the score; 0 only where there is no score.
        uint64 updatedAt;
        /// @dev keccak256 of the scoring model's canonical JSON.
        bytes32 modelHash;
    }

    /// @notice A request that the oracle has neither answered nor lost.
    struct Request {
        /// @dev Whose score is asked for; zero for a batch, and if there is no such request.
        address subject;
        /// @dev Juels sent to the oracle.
        uint96 payment;
        /// @dev Who paid, and who is refunded if the oracle stays silent.
        address payer;
        /// @dev From this time on anyone may cancel the request; zero if there is no such request.
        uint64 expiration;
        /// @dev For a batch, keccak256 of its subjects, each as a word; else zero.
        bytes32 subjectsHash;
    }

    /// @notice Why an answer was not stored. WrongSubjects: a batch's answer is not about its subjects. Unavailable: the
    /// oracle has no score for this subject of a batch. The others are named after what was wrong.
    enum Refusal {
        ScoreOutOfRange,
        CoverageOutOfRange,
        AsOfInFuture,
        AsOfWentBack,
        ModelMissing,
        CoverageBelowFloor,
        ModelUnknown,
        WrongSubjects,
        Unavailable
    }

    /// @notice `subject` lets `reader` request scores until `until`.
    event ReaderAllowed(address indexed subject, address indexed reader, uint64 until);

    /// @notice `subject` took that permission back.
    event ReaderRemoved(address indexed subject, address indexed reader);

    /// @notice `payer` asked for a score and paid `payment` juels.
    event ScoreRequested(bytes32 indexed requestId, address indexed subject, address indexed payer, uint96 payment);

    /// @notice `payer` asked for the scores of `subjects` in one request and paid `payment` juels.
    event ScoresRequested(bytes32 indexed requestId, address indexed payer, address[] subjects, uint96 payment);

    /// @notice Scores of this model are accepted from now on.
    event ModelAccepted(bytes32 indexed modelHash);

    /// @notice Scores of this model are refused from now on, and no longer fresh.
    event ModelRemoved(bytes32 indexed modelHash);

    /// @notice Answers need at least this coverage from now on, in basis points.
    event MinCoverageChanged(uint16 oldMinimum, uint16 newMinimum);

    /// @notice New batches name another job.
    event BatchJobChanged(bytes32 jobId);

    /// @notice A score was accepted and stored.
    event ScoreUpdated(
        bytes32 indexed requestId,
        address indexed subject,
        uint16 score,
        uint16 coverage,
        uint64 asOf,
        bytes32 modelHash
    );

    /// @notice The oracle's answer was refused and nothing stored; the request is over and its payment spent.
    /// @param given The value that was refused.
    /// @param bound The bound it broke: a maximum; for `AsOfWentBack` and `CoverageBelowFloor` the minimum; for
    /// `WrongSubjects` the hash expected; 0 for `ModelMissing`, `ModelUnknown` and `Unavailable`.
    event AnswerRefused(
        bytes32 indexed requestId, address indexed subject, Refusal reason, uint256 given, uint256 bound
    );

    /// @notice An unanswered request was cancelled and `refund` juels credited to its payer.
    event RequestCancelled(bytes32 indexed requestId, address indexed payer, uint256 refund);

    /// @notice Thrown if a caller is neither the subject nor a reader with a permission that still holds.
    /// @param until When the caller's permission ended; 0 if there was none.
    error NotAllowed(address caller, address subject, uint64 until);

    /// @notice Thrown if a permission would end at or before the present block's time.
    error UntilInPast(uint64 until, uint256 present);

    /// @notice Thrown if a request may not be cancelled yet.
    error NotExpired(uint256 present, uint256 expiration);

    /// @notice Thrown if a subject has no score yet.
    error NoScore(address subject);

    /// @notice Thrown by `latestFresh` if the newest measurement is older than allowed. Both in seconds.
    error StaleScore(uint256 age, uint256 maxAge);

    /// @notice Thrown by `latestFresh` if the score's model is not, or no longer, accepted.
    error ModelNotAccepted(bytes32 modelHash);

    /// @notice Thrown if a batch has no subjects or too many.
    error BatchSizeOutOfRange(uint256 given, uint256 minimum, uint256 maximum);

    /// @notice Thrown if the operator of this contract has named no job for batches.
    error BatchNotOffered();

    /// @notice Thrown if a coverage floor is above 10000 basis points.
    error CoverageOutOfRange(uint256 given, uint256 maximum);

    /// @notice Thrown if a model hash is zero.
    error ModelHashMissing();

    /// @notice Lets `reader` request the caller's score, at the reader's cost, before `until`. Overwrites.
    function allowReader(address reader, uint64 until) external;

    /// @notice Takes the caller's permission for `reader` back.
    function removeReader(address reader) external;

    /// @notice Asks the oracle for a new score of `subject`. The caller pays the current payment, for which it must have
    /// approved this contract in the LINK token.
    /// @return requestId The oracle's request id; the answer's events carry it.
    function requestScore(address subject) external returns (bytes32 requestId);

    /// @notice Asks the oracle for new scores of several subjects, for one payment. The caller must be each subject's
    /// reader, or the subject.
    /// @param subjects 1...MAX_BATCH addresses.
    /// @return requestId The oracle's request id; the answer's events carry it.
    function requestScores(address[] calldata subjects) external returns (bytes32 requestId);

    /// @notice The oracle's answer to a batch. Only the Operator that was asked can call it.
    /// @dev Good answers are stored and bad ones refused, each by itself.
    /// @param packed The model's hash, then for each subject, in the order of the request, one word: address (20 bytes),
    /// score (2), coverage (2), asOf (8). A score of 65535 says that there is none.
    function fulfillScores(bytes32 requestId, bytes calldata packed) external;

    /// @notice Accepts scores of a model. Owner only. Until the first is accepted, every model is.
    function acceptModel(bytes32 modelHash) external;

    /// @notice Refuses scores of a model from now on. Owner only.
    function removeModel(bytes32 modelHash) external;

    /// @notice Sets the least coverage that answers need, in basis points. Owner only.
    function setMinCoverage(uint16 minimum) external;

    /// @notice Sets the job that new batches name, as in `setOracle`; zero offers none. Owner only.
    function setBatchJob(bytes32 jobId_) external;

    /// @notice The oracle's answer. Only the Operator that was asked can call it.
    /// @dev A bad answer does not revert, since Operator would swallow that: it emits `AnswerRefused`.
    /// @param score 0...10000.
    /// @param coverage `minCoverage`...10000.
    /// @param asOf Unix seconds; not before the stored score's, and at most MAX_CLOCK_SKEW after the block's time.
    /// @param modelHash An accepted model's.
    function fulfillScore(bytes32 requestId, uint256 score, uint256 coverage, uint256 asOf, bytes32 modelHash) external;

    /// @notice Takes an unanswered request's payment back from the oracle and credits it to the payer. Anyone can call
    /// it from the request's expiration on.
    function cancelRequest(bytes32 requestId) external;

    /// @notice The latest accepted score of `subject`; reverts with `NoScore` if there is none.
    /// @dev Warning: not fresh by itself; callers compare `asOf` and `updatedAt` with the age they tolerate, or call
    /// `latestFresh`.
    function latest(address subject) external view returns (Score memory);

    /// @notice The latest accepted score of `subject` and its age; reverts with `NoScore` if there is none.
    /// @return score The score.
    /// @return age Seconds since the newest measurement used.
    function latestWithAge(address subject) external view returns (Score memory score, uint256 age);

    /// @notice The latest accepted score of `subject`, if its newest measurement is at most `maxAge` seconds old and its
    /// model still accepted; reverts with `StaleScore`, `ModelNotAccepted` or `NoScore` otherwise.
    function latestFresh(address subject, uint256 maxAge) external view returns (Score memory);

    /// @notice Whether scores of this model are accepted.
    function isAcceptedModel(bytes32 modelHash) external view returns (bool);

    /// @notice The least coverage that answers need, in basis points.
    function minCoverage() external view returns (uint16);

    /// @notice The job that the next batch names; zero if none is offered.
    function batchJobId() external view returns (bytes32);

    /// @notice The open request of this id; all zero if there is none.
    function getRequest(bytes32 requestId) external view returns (Request memory);

    /// @notice When the permission of `reader` for `subject` ends, in Unix seconds; 0 if there is none.
    function readerUntil(address subject, address reader) external view returns (uint64);
}
