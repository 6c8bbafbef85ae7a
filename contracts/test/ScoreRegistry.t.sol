// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IOracleConsumer} from "../src/interfaces/IOracleConsumer.sol";
import {IScoreRegistry} from "../src/interfaces/IScoreRegistry.sol";
import {ScoreRegistry} from "../src/ScoreRegistry.sol";
import {Fixture} from "./utils/Fixture.sol";
import {LyingOracle} from "./utils/LyingOracle.sol";
import {Topics} from "./utils/Topics.sol";
import {Vm} from "./utils/Vm.sol";

contract ScoreRegistryTest is Fixture {
    bytes32 private constant MODEL = keccak256("model");
    uint256 private constant AS_OF = 1_463_000_000;

    address private constant SUBJECT = 0x00000000000000000000000000000000DeaDBeef;
    address private immutable reader = _person("reader");

    ScoreRegistry private registry;

    function setUp() public {
        _deployChainlink();
        registry = new ScoreRegistry(address(link), address(operator), JOB, PAYMENT);
        _fund(SUBJECT, address(registry), 10 ether);
        _fund(reader, address(registry), 10 ether);
    }

    function test_SubjectPaysAndTheOperatorIsAsked() public {
        vm.recordLogs();
        vm.prank(SUBJECT);
        registry.requestScore(SUBJECT);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        OracleCall memory call = _oracleCall(logs);

        _eq(_only(logs, ORACLE_REQUEST).topics[1], JOB, "job");
        _eq(call.requester, address(registry), "requester");
        _eq(call.callbackAddr, address(registry), "callback address");
        _eq(call.callbackFunctionId, IScoreRegistry.fulfillScore.selector, "callback");
        _eq(call.payment, PAYMENT, "payment");
        _eq(call.expiration, block.timestamp + ORACLE_EXPIRY, "expiration");
        _eq(call.dataVersion, 2, "data version");
        // CBOR: text(7) "subject", text(42) the address in lower case.
        bytes memory cbor = bytes.concat(hex"67", "subject", hex"782a", "0x00000000000000000000000000000000deadbeef");
        _eq(call.cbor, cbor, "CBOR");
        _eq(link.balanceOf(SUBJECT), 10 ether - PAYMENT, "subject's LINK");
        _eq(link.balanceOf(address(operator)), PAYMENT, "operator's LINK");

        IScoreRegistry.Request memory open = registry.getRequest(call.requestId);
        _eq(open.subject, SUBJECT, "subject");
        _eq(open.payer, SUBJECT, "payer");
        _eq(open.payment, PAYMENT, "stored payment");
        _eq(open.expiration, call.expiration, "stored expiration");
    }

    function test_RequestIsAnnounced() public {
        vm.prank(SUBJECT);
        registry.allowReader(reader, type(uint64).max);
        vm.recordLogs();
        vm.prank(reader);
        bytes32 requestId = registry.requestScore(SUBJECT);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.SCORE_REQUESTED);
        _eq(log.topics[1], requestId, "request id");
        _eq(log.topics[2], _topic(SUBJECT), "subject");
        _eq(log.topics[3], _topic(reader), "payer");
        _eq(log.data, abi.encode(PAYMENT), "payment");
    }

    function test_AnswerIsStoredAndAnnounced() public {
        OracleCall memory call = _request(SUBJECT);
        Vm.Log[] memory logs = _answer(call, 7312, 9000, AS_OF, MODEL);

        Vm.Log memory log = _only(logs, Topics.SCORE_UPDATED);
        _eq(log.topics[1], call.requestId, "request id");
        _eq(log.topics[2], _topic(SUBJECT), "subject");
        _eq(log.data, abi.encode(7312, 9000, AS_OF, MODEL), "event");
        _assertLatest(7312, 9000, AS_OF, block.timestamp);
        _eq(registry.getRequest(call.requestId).subject, address(0), "request is over");
    }

    function test_AnswerOfTheSameMomentReplacesTheLast() public {
        _answer(_request(SUBJECT), 7312, 9000, AS_OF, MODEL);
        vm.warp(block.timestamp + 1 days);
        _answer(_request(SUBJECT), 5000, 8000, AS_OF, MODEL);
        _assertLatest(5000, 8000, AS_OF, block.timestamp);
    }

    function test_ReaderMayRequestUntilThePermissionEnds() public {
        uint64 until = uint64(block.timestamp) + 1 days;
        vm.recordLogs();
        vm.prank(SUBJECT);
        registry.allowReader(reader, until);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.READER_ALLOWED);
        _eq(log.topics[1], _topic(SUBJECT), "subject");
        _eq(log.topics[2], _topic(reader), "reader");
        _eq(log.data, abi.encode(until), "until announced");
        _eq(registry.readerUntil(SUBJECT, reader), until, "until");

        vm.warp(until - 1);
        _requestAs(reader, SUBJECT);
        _eq(link.balanceOf(reader), 10 ether - PAYMENT, "reader's LINK");

        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.NotAllowed.selector, reader, SUBJECT, until));
        vm.prank(reader);
        registry.requestScore(SUBJECT);
    }

    function test_RevertWhen_ReaderWasRemoved() public {
        vm.prank(SUBJECT);
        registry.allowReader(reader, type(uint64).max);
        vm.recordLogs();
        vm.prank(SUBJECT);
        registry.removeReader(reader);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.READER_REMOVED);
        _eq(log.topics[1], _topic(SUBJECT), "subject");
        _eq(log.topics[2], _topic(reader), "reader");

        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.NotAllowed.selector, reader, SUBJECT, uint64(0)));
        vm.prank(reader);
        registry.requestScore(SUBJECT);
    }

    function test_RevertWhen_ReaderOfAnotherSubject() public {
        vm.prank(stranger);
        registry.allowReader(reader, type(uint64).max);
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.NotAllowed.selector, reader, SUBJECT, uint64(0)));
        vm.prank(reader);
        registry.requestScore(SUBJECT);
    }

    function test_RevertWhen_PermissionWouldHaveEnded() public {
        uint64 present = uint64(block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.UntilInPast.selector, present, uint256(present)));
        vm.prank(SUBJECT);
        registry.allowReader(reader, present);
    }

    function test_RevertWhen_RequesterHasNoLink() public {
        vm.expectRevert("ERC20: insufficient allowance");
        vm.prank(stranger);
        registry.requestScore(stranger);
    }

    function test_RevertWhen_ThereIsNoScore() public {
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.NoScore.selector, SUBJECT));
        registry.latest(SUBJECT);
    }

    function test_BadAnswersAreRefusedWhole() public {
        _answer(_request(SUBJECT), 7312, 9000, AS_OF, MODEL);
        uint256 stored = block.timestamp;
        vm.warp(stored + 1 days);
        uint256 latestAsOf = block.timestamp + registry.MAX_CLOCK_SKEW();

        _assertRefused(10_001, 9000, AS_OF, MODEL, IScoreRegistry.Refusal.ScoreOutOfRange, 10_001, 10_000);
        _assertRefused(65_536 + 1, 9000, AS_OF, MODEL, IScoreRegistry.Refusal.ScoreOutOfRange, 65_537, 10_000);
        _assertRefused(1, 10_001, AS_OF, MODEL, IScoreRegistry.Refusal.CoverageOutOfRange, 10_001, 10_000);
        _assertRefused(1, 4999, AS_OF, MODEL, IScoreRegistry.Refusal.CoverageBelowFloor, 4999, 5000);
        _assertRefused(1, 5000, latestAsOf + 1, MODEL, IScoreRegistry.Refusal.AsOfInFuture, latestAsOf + 1, latestAsOf);
        _assertRefused(1, 5000, AS_OF - 1, MODEL, IScoreRegistry.Refusal.AsOfWentBack, AS_OF - 1, AS_OF);
        _assertRefused(1, 5000, AS_OF, 0, IScoreRegistry.Refusal.ModelMissing, 0, 0);
        _assertLatest(7312, 9000, AS_OF, stored);
    }

    function test_BoundsThemselvesAreAccepted() public {
        uint256 asOf = block.timestamp + registry.MAX_CLOCK_SKEW();
        _answer(_request(SUBJECT), 10_000, 10_000, asOf, MODEL);
        _assertLatest(10_000, 10_000, asOf, block.timestamp);
    }

    function testFuzz_AnswerIsStoredWholeOrRefused(
        uint256 score,
        uint256 coverage,
        uint256 asOf,
        bytes32 modelHash,
        uint8 range
    ) public {
        _answer(_request(SUBJECT), 7312, 9000, AS_OF, MODEL);
        // Half the cases of each number lie near its bound, the others anywhere.
        if (range & 1 == 0) score = _bound(score, 0, 10_002);
        if (range & 2 == 0) coverage = _bound(coverage, 0, 10_002);
        if (range & 4 == 0) asOf = _bound(asOf, AS_OF - 2, AS_OF + 2);
        bool good = score <= 10_000 && coverage >= 5000 && coverage <= 10_000 && asOf >= AS_OF
            && asOf <= block.timestamp + 300 && modelHash != 0;

        Vm.Log[] memory logs = _answer(_request(SUBJECT), score, coverage, asOf, modelHash);
        _eq(_count(logs, Topics.SCORE_UPDATED), good ? 1 : 0, "stored");
        _eq(_count(logs, Topics.SCORE_REFUSED), good ? 0 : 1, "refused");
        IScoreRegistry.Score memory latest = registry.latest(SUBJECT);
        _eq(latest.score, good ? score : 7312, "score");
        _eq(latest.coverage, good ? coverage : 9000, "coverage");
        _eq(latest.asOf, good ? asOf : AS_OF, "as of");
        _eq(latest.modelHash, good ? modelHash : MODEL, "model");
    }

    function test_Attack_ForgedFulfilment() public {
        OracleCall memory call = _request(SUBJECT);
        vm.expectRevert("Source must be the oracle of the request");
        vm.prank(node);
        registry.fulfillScore(call.requestId, 1, 1, AS_OF, MODEL);
    }

    function test_RevertWhen_OracleAnswersTwice() public {
        OracleCall memory call = _request(SUBJECT);
        _answer(call, 7312, 9000, AS_OF, MODEL);
        vm.expectRevert("Source must be the oracle of the request");
        vm.prank(address(operator));
        registry.fulfillScore(call.requestId, 1, 1, AS_OF, MODEL);
    }

    function test_Attack_ScoreThroughTheOperatorDirectly() public {
        _fund(stranger, address(operator), 1 ether);
        bytes memory data = abi.encodeWithSignature(
            "oracleRequest(address,uint256,bytes32,address,bytes4,uint256,uint256,bytes)",
            address(0),
            0,
            JOB,
            address(registry),
            IScoreRegistry.fulfillScore.selector,
            0,
            1,
            ""
        );
        vm.recordLogs();
        vm.prank(stranger);
        link.transferAndCall(address(operator), PAYMENT, data);
        OracleCall memory call = _oracleCall(vm.getRecordedLogs());
        // Operator's event names the sender instead; a node that knows better still gets nothing done.
        call.callbackAddr = address(registry);
        _false(_fulfill(call, abi.encode(call.requestId, 1, 1, AS_OF, MODEL)), "callback accepted");
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.NoScore.selector, SUBJECT));
        registry.latest(SUBJECT);
    }

    function test_AnyoneCancelsASilentRequestAndThePayerWithdraws() public {
        vm.prank(SUBJECT);
        registry.allowReader(reader, type(uint64).max);
        OracleCall memory call = _requestAs(reader, SUBJECT);

        vm.warp(call.expiration);
        vm.recordLogs();
        vm.prank(stranger);
        registry.cancelRequest(call.requestId);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.REQUEST_CANCELLED);
        _eq(log.topics[1], call.requestId, "request id");
        _eq(log.topics[2], _topic(reader), "payer");
        _eq(log.data, abi.encode(PAYMENT), "refund");
        _eq(registry.balanceOf(reader), PAYMENT, "balance");
        _eq(registry.totalBalances(), PAYMENT, "total");

        vm.prank(reader);
        _eq(registry.withdraw(), PAYMENT, "withdrawn");
        _eq(link.balanceOf(reader), 10 ether, "reader's LINK");
        _eq(registry.totalBalances(), 0, "total afterwards");
    }

    function test_RevertWhen_CancelledTooEarly() public {
        OracleCall memory call = _request(SUBJECT);
        vm.warp(call.expiration - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IScoreRegistry.NotExpired.selector, call.expiration - 1, call.expiration)
        );
        registry.cancelRequest(call.requestId);
    }

    function test_RevertWhen_CancelledTwice() public {
        OracleCall memory call = _request(SUBJECT);
        vm.warp(call.expiration);
        registry.cancelRequest(call.requestId);
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.UnknownRequest.selector, call.requestId));
        registry.cancelRequest(call.requestId);
    }

    function test_RevertWhen_CancelledAfterTheAnswerInTheSameBlock() public {
        OracleCall memory call = _request(SUBJECT);
        vm.warp(call.expiration);
        _answer(call, 7312, 9000, AS_OF, MODEL);
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.UnknownRequest.selector, call.requestId));
        registry.cancelRequest(call.requestId);
    }

    function test_RevertWhen_AnsweredAfterTheCancellationInTheSameBlock() public {
        OracleCall memory call = _request(SUBJECT);
        vm.warp(call.expiration);
        registry.cancelRequest(call.requestId);
        vm.expectRevert("Must have a valid requestId");
        _fulfill(call, abi.encode(call.requestId, 1, 1, AS_OF, MODEL));
    }

    function test_OracleThatKeepsTheMoneyCannotSpendOthersBalances() public {
        LyingOracle liar = _askLiar();
        bytes32 requestId = _requestLiar();
        vm.warp(block.timestamp + ORACLE_EXPIRY);
        registry.cancelRequest(requestId);
        _eq(registry.totalBalances(), 0, "total");
        _eq(link.balanceOf(address(liar)), PAYMENT, "kept");
    }

    function test_OracleThatAnswersWhileAskedIsRefused() public {
        LyingOracle liar = _askLiar();
        // The first request of the registry has the nonce 1.
        bytes32 id = keccak256(abi.encodePacked(address(registry), uint256(1)));
        bytes memory answer = abi.encodeWithSelector(IScoreRegistry.fulfillScore.selector, id, 1, 1, AS_OF, MODEL);
        liar.reenterWith(address(registry), answer);
        _eq(_requestLiar(), id, "request id");
        _false(liar.reentered(), "answer accepted");
        _eq(liar.reentryResult(), abi.encodeWithSelector(IOracleConsumer.UnknownRequest.selector, id), "reason");
    }

    function test_OracleCannotReenterACancellation() public {
        LyingOracle liar = _askLiar();
        bytes32 first = _requestLiar();
        bytes32 second = _requestLiar();
        vm.warp(block.timestamp + ORACLE_EXPIRY);
        liar.reenterWith(address(registry), abi.encodeWithSelector(IScoreRegistry.cancelRequest.selector, second));
        registry.cancelRequest(first);
        _false(liar.reentered(), "second cancellation inside the first");
    }

    function _askLiar() private returns (LyingOracle liar) {
        liar = new LyingOracle(address(link));
        registry.setOracle(address(liar), JOB, PAYMENT);
    }

    function _requestLiar() private returns (bytes32) {
        vm.prank(SUBJECT);
        return registry.requestScore(SUBJECT);
    }

    function _request(address subject) private returns (OracleCall memory) {
        return _requestAs(subject, subject);
    }

    function _requestAs(address payer, address subject) private returns (OracleCall memory) {
        vm.recordLogs();
        vm.prank(payer);
        registry.requestScore(subject);
        return _oracleCall(vm.getRecordedLogs());
    }

    function _answer(OracleCall memory call, uint256 score, uint256 coverage, uint256 asOf, bytes32 modelHash)
        private
        returns (Vm.Log[] memory)
    {
        vm.recordLogs();
        _true(_fulfill(call, abi.encode(call.requestId, score, coverage, asOf, modelHash)), "callback succeeded");
        return vm.getRecordedLogs();
    }

    function _assertRefused(
        uint256 score,
        uint256 coverage,
        uint256 asOf,
        bytes32 modelHash,
        IScoreRegistry.Refusal reason,
        uint256 given,
        uint256 bound
    ) private {
        OracleCall memory call = _request(SUBJECT);
        Vm.Log memory log = _only(_answer(call, score, coverage, asOf, modelHash), Topics.SCORE_REFUSED);
        _eq(log.topics[1], call.requestId, "request id");
        _eq(log.topics[2], _topic(SUBJECT), "subject");
        _eq(log.data, abi.encode(reason, given, bound), "refusal");
        _eq(registry.getRequest(call.requestId).subject, address(0), "request is over");
    }

    function _assertLatest(uint256 score, uint256 coverage, uint256 asOf, uint256 updatedAt) private view {
        IScoreRegistry.Score memory latest = registry.latest(SUBJECT);
        _eq(latest.score, score, "score");
        _eq(latest.coverage, coverage, "coverage");
        _eq(latest.asOf, asOf, "as of");
        _eq(latest.updatedAt, updatedAt, "updated at");
        _eq(latest.modelHash, MODEL, "model");
    }
}
