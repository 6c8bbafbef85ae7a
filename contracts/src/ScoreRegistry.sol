// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {Chainlink} from "@chainlink/contracts/src/v0.8/operatorforwarder/ChainlinkClient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {IScoreRegistry} from "./interfaces/IScoreRegistry.sol";
import {OracleConsumer} from "./OracleConsumer.sol";

/// @title ScoreRegistry
/// @notice Keeps the latest health score of each subject, and asks an oracle for new ones.
/// @dev Holds LINK only as withdrawable balances: a request's payment goes to the oracle at once.
contract ScoreRegistry is IScoreRegistry, OracleConsumer {
    using Chainlink for Chainlink.Request;

    /// @dev A score in storage: one word, the model by number.
    struct Entry {
        uint16 score;
        uint16 coverage;
        uint64 asOf;
        uint64 updatedAt;
        uint32 model;
    }

    /// @dev A request in storage; its payment is its route's. `subject` is zero for a batch. Once it is over the first word
    /// is zero and the payer stays: to clear it costs more than is refunded for it.
    struct Open {
        address subject;
        uint64 expiration;
        uint32 route;
        address payer;
    }

    /// @dev What an answer says of one subject.
    struct Answer {
        address subject;
        uint256 score;
        uint256 coverage;
        uint256 asOf;
        bytes32 modelHash;
    }

    /// @dev A model by its hash; the number is 0 until it is first accepted or used.
    struct Model {
        uint32 number;
        bool accepted;
    }

    /// @dev What answers are held against, in one word.
    struct Rules {
        uint16 minCoverage;
        uint32 models;
        bool listed;
    }

    /// @notice Greatest score and greatest coverage, in basis points.
    uint256 public constant MAX_BPS = 10_000;

    /// @notice How far a measurement's clock may be ahead of the block's, in seconds.
    uint256 public constant MAX_CLOCK_SKEW = 5 minutes;

    /// @notice Most subjects in one request.
    uint256 public constant MAX_BATCH = 32;

    /// @notice The coverage that answers need at first, in basis points.
    uint16 public constant DEFAULT_MIN_COVERAGE = 5000;

    /// @inheritdoc IScoreRegistry
    bytes32 public batchJobId;

    Rules private _rules;
    mapping(address subject => Entry) private _scores;
    mapping(address subject => mapping(address reader => uint64 until)) private _readers;
    mapping(bytes32 requestId => Open) private _requests;
    mapping(bytes32 requestId => bytes32 subjectsHash) private _batches;
    mapping(bytes32 modelHash => Model) private _models;
    mapping(uint256 number => bytes32 modelHash) private _modelHashes;

    /// @notice Asks the given Operator at first.
    /// @param link The LINK token.
    /// @param oracle_ The Operator asked at first, see `setOracle`.
    /// @param jobId_ Its job, see `setOracle`.
    /// @param payment Juels for one request.
    constructor(address link, address oracle_, bytes32 jobId_, uint96 payment)
        OracleConsumer(link, oracle_, jobId_, payment)
    {
        _setMinCoverage(DEFAULT_MIN_COVERAGE);
    }

    /// @inheritdoc IScoreRegistry
    function acceptModel(bytes32 modelHash) external onlyOwner {
        if (modelHash == 0) revert ModelHashMissing();
        _numberOf(modelHash);
        if (_models[modelHash].accepted) return;
        _models[modelHash].accepted = true;
        _rules.listed = true;
        emit ModelAccepted(modelHash);
    }

    /// @inheritdoc IScoreRegistry
    function removeModel(bytes32 modelHash) external onlyOwner {
        if (!_models[modelHash].accepted) return;
        _models[modelHash].accepted = false;
        emit ModelRemoved(modelHash);
    }

    /// @inheritdoc IScoreRegistry
    function setMinCoverage(uint16 minimum) external onlyOwner {
        _setMinCoverage(minimum);
    }

    /// @inheritdoc IScoreRegistry
    function setBatchJob(bytes32 jobId_) external onlyOwner {
        batchJobId = jobId_;
        emit BatchJobChanged(jobId_);
    }

    /// @inheritdoc IScoreRegistry
    function allowReader(address reader, uint64 until) external {
        if (until <= block.timestamp) revert UntilInPast(until, block.timestamp);
        _readers[msg.sender][reader] = until;
        emit ReaderAllowed(msg.sender, reader, until);
    }

    /// @inheritdoc IScoreRegistry
    function removeReader(address reader) external {
        delete _readers[msg.sender][reader];
        emit ReaderRemoved(msg.sender, reader);
    }

    /// @inheritdoc IScoreRegistry
    function requestScore(address subject) external nonReentrant whenNotPaused returns (bytes32 requestId) {
        _checkMayRequest(subject);
        uint256 route = _currentRoute();
        Chainlink.Request memory req = _buildOperatorRequest(_route(route).jobId, this.fulfillScore.selector);
        req._add("subject", Strings.toHexString(subject));
        requestId = _open(subject, route, req);
        emit ScoreRequested(requestId, subject, msg.sender, _route(route).payment);
    }

    /// @inheritdoc IScoreRegistry
    function requestScores(address[] calldata subjects)
        external
        nonReentrant
        whenNotPaused
        returns (bytes32 requestId)
    {
        if (subjects.length == 0 || subjects.length > MAX_BATCH) {
            revert BatchSizeOutOfRange(subjects.length, 1, MAX_BATCH);
        }
        uint256 route = _currentRoute();
        bytes32 job = batchJobId;
        if (job == 0 && !_route(route).reports) revert BatchNotOffered();
        bytes memory packed;
        for (uint256 i = 0; i < subjects.length; ++i) {
            _checkMayRequest(subjects[i]);
            packed = abi.encodePacked(packed, subjects[i]);
        }
        Chainlink.Request memory req = _buildOperatorRequest(job, this.fulfillScores.selector);
        req._addBytes("subjects", packed);
        requestId = _open(address(0), route, req);
        _batches[requestId] = keccak256(abi.encodePacked(subjects));
        emit ScoresRequested(requestId, msg.sender, subjects, _route(route).payment);
    }

    /// @inheritdoc IScoreRegistry
    function fulfillScore(bytes32 requestId, uint256 score, uint256 coverage, uint256 asOf, bytes32 modelHash)
        external
        recordChainlinkFulfillment(requestId)
    {
        _receive(requestId, score, coverage, asOf, modelHash);
    }

    /// @inheritdoc IScoreRegistry
    function fulfillScores(bytes32 requestId, bytes calldata packed) external recordChainlinkFulfillment(requestId) {
        _receiveBatch(requestId, packed);
    }

    /// @inheritdoc IScoreRegistry
    function cancelRequest(bytes32 requestId) external nonReentrant {
        Open memory open = _requests[requestId];
        if (open.expiration == 0) revert UnknownRequest(requestId);
        if (block.timestamp < open.expiration) revert NotExpired(block.timestamp, open.expiration);
        bytes4 callback = _batches[requestId] == 0 ? this.fulfillScore.selector : this.fulfillScores.selector;
        _close(requestId);
        delete _batches[requestId];

        uint256 refund = _cancel(open.route, requestId, callback, open.expiration);
        emit RequestCancelled(requestId, open.payer, refund);
        _credit(open.payer, refund);
    }

    /// @inheritdoc IScoreRegistry
    function latest(address subject) external view returns (Score memory) {
        return _latest(subject);
    }

    /// @inheritdoc IScoreRegistry
    function latestWithAge(address subject) external view returns (Score memory score, uint256 age) {
        score = _latest(subject);
        age = _age(score.asOf);
    }

    /// @inheritdoc IScoreRegistry
    function latestFresh(address subject, uint256 maxAge) external view returns (Score memory score) {
        score = _latest(subject);
        uint256 age = _age(score.asOf);
        if (age > maxAge) revert StaleScore(age, maxAge);
        if (!_isAccepted(score.modelHash)) revert ModelNotAccepted(score.modelHash);
    }

    /// @inheritdoc IScoreRegistry
    function getRequest(bytes32 requestId) external view returns (Request memory found) {
        Open memory open = _requests[requestId];
        if (open.expiration == 0) return found;
        return Request(open.subject, _route(open.route).payment, open.payer, open.expiration, _batches[requestId]);
    }

    /// @inheritdoc IScoreRegistry
    function readerUntil(address subject, address reader) external view returns (uint64) {
        return _readers[subject][reader];
    }

    /// @inheritdoc IScoreRegistry
    function isAcceptedModel(bytes32 modelHash) external view returns (bool) {
        return _isAccepted(modelHash);
    }

    /// @inheritdoc IScoreRegistry
    function minCoverage() external view returns (uint16) {
        return _rules.minCoverage;
    }

    /// @inheritdoc OracleConsumer
    function _onReport(bytes32 requestId, bytes calldata report) internal override {
        if (_batches[requestId] != 0) {
            (, bytes memory packed) = abi.decode(report, (bytes32, bytes));
            _receiveBatch(requestId, packed);
            return;
        }
        (, uint256 score, uint256 coverage, uint256 asOf, bytes32 modelHash) =
            abi.decode(report, (bytes32, uint256, uint256, uint256, bytes32));
        _receive(requestId, score, coverage, asOf, modelHash);
    }

    function _setMinCoverage(uint16 minimum) private {
        if (minimum > MAX_BPS) revert CoverageOutOfRange(minimum, MAX_BPS);
        emit MinCoverageChanged(_rules.minCoverage, minimum);
        _rules.minCoverage = minimum;
    }

    /// @dev Takes the payment, asks the oracle and remembers who paid.
    function _open(address subject, uint256 route, Chainlink.Request memory req) private returns (bytes32 requestId) {
        _pull(_route(route).payment);
        requestId = _ask(route, req);
        _requests[requestId] =
            Open(subject, uint64(block.timestamp) + ORACLE_EXPIRY, SafeCast.toUint32(route), msg.sender);
    }

    function _close(bytes32 requestId) private {
        Open storage open = _requests[requestId];
        (open.subject, open.expiration, open.route) = (address(0), 0, 0);
    }

    function _receive(bytes32 requestId, uint256 score, uint256 coverage, uint256 asOf, bytes32 modelHash) private {
        address subject = _requests[requestId].subject;
        // An oracle that answers while it is being asked finds no request yet.
        if (subject == address(0)) revert UnknownRequest(requestId);
        _close(requestId);
        _store(requestId, Answer(subject, score, coverage, asOf, modelHash));
    }

    function _receiveBatch(bytes32 requestId, bytes memory packed) private {
        bytes32 expected = _batches[requestId];
        if (expected == 0) revert UnknownRequest(requestId);
        delete _batches[requestId];
        _close(requestId);
        (bytes32 modelHash, Answer[] memory answers, bytes32 given) = _unpack(packed);
        if (given != expected) {
            emit AnswerRefused(requestId, address(0), Refusal.WrongSubjects, uint256(given), uint256(expected));
            return;
        }
        for (uint256 i = 0; i < answers.length; ++i) {
            answers[i].modelHash = modelHash;
            _store(requestId, answers[i]);
        }
    }

    /// @dev Reads a packed answer; `subjectsHash` is 0 if it is not whole words, or none.
    function _unpack(bytes memory packed)
        private
        pure
        returns (bytes32 modelHash, Answer[] memory answers, bytes32 subjectsHash)
    {
        if (packed.length == 0 || packed.length % 32 != 0) return (0, answers, 0);
        uint256 count = packed.length / 32 - 1;
        answers = new Answer[](count);
        address[] memory subjects = new address[](count);
        modelHash = _word(packed, 0);
        for (uint256 i = 0; i < count; ++i) {
            uint256 word = uint256(_word(packed, i + 1));
            // Each field of the word is cut out by its cast.
            // forge-lint: disable-next-line(unsafe-typecast)
            subjects[i] = address(uint160(word >> 96));
            // forge-lint: disable-next-line(unsafe-typecast)
            answers[i] = Answer(subjects[i], uint16(word >> 80), uint16(word >> 64), uint64(word), 0);
        }
        subjectsHash = keccak256(abi.encodePacked(subjects));
    }

    /// @dev The word of number `index`; the caller knows that there is one.
    function _word(bytes memory packed, uint256 index) private pure returns (bytes32 word) {
        // Solidity reads words of calldata only, and reports come as memory.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            word := mload(add(add(packed, 32), mul(index, 32)))
        }
    }

    /// @dev Stores a good answer, refuses a bad one.
    function _store(bytes32 requestId, Answer memory a) private {
        (bool ok, Refusal reason, uint256 given, uint256 bound) = _check(a);
        if (!ok) {
            emit AnswerRefused(requestId, a.subject, reason, given, bound);
            return;
        }
        // `_check` bounds all three, so the casts lose nothing.
        // forge-lint: disable-next-item(unsafe-typecast)
        Entry memory entry =
            Entry(uint16(a.score), uint16(a.coverage), uint64(a.asOf), uint64(block.timestamp), _numberOf(a.modelHash));
        _scores[a.subject] = entry;
        emit ScoreUpdated(requestId, a.subject, entry.score, entry.coverage, entry.asOf, a.modelHash);
    }

    /// @dev The model's number, given at its first use.
    function _numberOf(bytes32 modelHash) private returns (uint32 number) {
        number = _models[modelHash].number;
        if (number != 0) return number;
        number = ++_rules.models;
        _models[modelHash].number = number;
        _modelHashes[number] = modelHash;
    }

    function _checkMayRequest(address subject) private view {
        if (msg.sender == subject) return;
        uint64 until = _readers[subject][msg.sender];
        if (until <= block.timestamp) revert NotAllowed(msg.sender, subject, until);
    }

    function _latest(address subject) private view returns (Score memory) {
        Entry memory e = _scores[subject];
        if (e.updatedAt == 0) revert NoScore(subject);
        return Score(e.score, e.coverage, e.asOf, e.updatedAt, _modelHashes[e.model]);
    }

    /// @dev Seconds since `asOf`; 0 if the measurement's clock is ahead.
    function _age(uint256 asOf) private view returns (uint256) {
        return asOf < block.timestamp ? block.timestamp - asOf : 0;
    }

    function _isAccepted(bytes32 modelHash) private view returns (bool) {
        return modelHash != 0 && (!_rules.listed || _models[modelHash].accepted);
    }

    /// @dev Whether an answer can be stored; if not, why, and what was given against which bound.
    function _check(Answer memory a) private view returns (bool ok, Refusal reason, uint256 given, uint256 bound) {
        if (a.score == type(uint16).max) return (false, Refusal.Unavailable, a.score, 0);
        if (a.score > MAX_BPS) return (false, Refusal.ScoreOutOfRange, a.score, MAX_BPS);
        if (a.coverage > MAX_BPS) return (false, Refusal.CoverageOutOfRange, a.coverage, MAX_BPS);
        bound = _rules.minCoverage;
        if (a.coverage < bound) return (false, Refusal.CoverageBelowFloor, a.coverage, bound);
        bound = block.timestamp + MAX_CLOCK_SKEW;
        if (a.asOf > bound) return (false, Refusal.AsOfInFuture, a.asOf, bound);
        bound = _scores[a.subject].asOf;
        if (a.asOf < bound) return (false, Refusal.AsOfWentBack, a.asOf, bound);
        if (a.modelHash == 0) return (false, Refusal.ModelMissing, 0, 0);
        if (!_isAccepted(a.modelHash)) return (false, Refusal.ModelUnknown, uint256(a.modelHash), 0);
        return (true, reason, 0, 0);
    }
}
