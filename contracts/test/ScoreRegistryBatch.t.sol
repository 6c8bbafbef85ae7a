// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IOracleConsumer} from "../src/interfaces/IOracleConsumer.sol";
import {IScoreRegistry} from "../src/interfaces/IScoreRegistry.sol";
import {RegistryFixture} from "./utils/RegistryFixture.sol";
import {Topics} from "./utils/Topics.sol";
import {Vm} from "./utils/Vm.sol";

/// @dev Several subjects in one oracle request.
contract ScoreRegistryBatchTest is RegistryFixture {
    // forge-lint: disable-next-line(unsafe-typecast)
    uint64 private constant AS_OF = uint64(NOW) - 60;

    function setUp() public {
        _deployRegistry();
    }

    function test_BatchIsOneRequestAndOnePayment() public {
        vm.recordLogs();
        vm.prank(SUBJECT);
        registry.requestScores(_pair());
        Vm.Log[] memory logs = vm.getRecordedLogs();
        OracleCall memory call = _oracleCall(logs);
        _eq(_only(logs, ORACLE_REQUEST).topics[1], BATCH_JOB, "job");
        _eq(call.callbackFunctionId, IScoreRegistry.fulfillScores.selector, "callback");
        _eq(call.payment, PAYMENT, "payment");
        // CBOR: text(8) "subjects", bytes(40) the two addresses.
        _eq(call.cbor, bytes.concat(hex"68", "subjects", hex"5828", abi.encodePacked(SUBJECT, OTHER)), "CBOR");
        Vm.Log memory log = _only(logs, Topics.SCORES_REQUESTED);
        _eq(log.topics[1], call.requestId, "request id");
        _eq(log.topics[2], _topic(SUBJECT), "payer");
        _eq(log.data, abi.encode(_pair(), PAYMENT), "event");
        _eq(link.balanceOf(SUBJECT), 10 ether - PAYMENT, "payer's LINK");
        IScoreRegistry.Request memory open = registry.getRequest(call.requestId);
        _eq(open.subject, address(0), "subject");
        _eq(open.payer, SUBJECT, "payer");
        _eq(open.expiration, call.expiration, "expiration");
        _eq(open.subjectsHash, keccak256(abi.encode(SUBJECT, OTHER)), "hash");
    }

    function test_GoodAnswersAreStoredAndBadOnesRefusedEachByItself() public {
        OracleCall memory call = _requestBatch(_pair());
        bytes memory packed = bytes.concat(MODEL, _word(SUBJECT, 7312, 9000, AS_OF), _word(OTHER, 65_535, 0, 0));
        Vm.Log[] memory logs = _answerBatch(call, packed);
        Vm.Log memory log = _only(logs, Topics.SCORE_UPDATED);
        _eq(log.topics[1], call.requestId, "request id");
        _eq(log.topics[2], _topic(SUBJECT), "subject");
        _eq(log.data, abi.encode(7312, 9000, AS_OF, MODEL), "event");
        log = _only(logs, Topics.SCORE_REFUSED);
        _eq(log.topics[2], _topic(OTHER), "refused subject");
        _eq(log.data, abi.encode(IScoreRegistry.Refusal.Unavailable, 65_535, 0), "refusal");

        IScoreRegistry.Score memory stored = registry.latest(SUBJECT);
        _eq(stored.score, 7312, "score");
        _eq(stored.coverage, 9000, "coverage");
        _eq(stored.asOf, AS_OF, "as of");
        _eq(stored.modelHash, MODEL, "model");
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.NoScore.selector, OTHER));
        registry.latest(OTHER);
        _eq(registry.getRequest(call.requestId).expiration, 0, "request is over");
    }

    function test_AnswerAboutOtherSubjectsIsRefusedWhole() public {
        bytes32 expected = keccak256(abi.encode(SUBJECT, OTHER));
        bytes memory first = _word(SUBJECT, 1, 9000, AS_OF);
        bytes memory second = _word(OTHER, 1, 9000, AS_OF);
        bytes[6] memory wrong = [
            bytes(""),
            hex"01",
            bytes.concat(MODEL),
            bytes.concat(MODEL, first),
            bytes.concat(MODEL, second, first),
            bytes.concat(MODEL, first, second, hex"00")
        ];
        for (uint256 i = 0; i < wrong.length; ++i) {
            Vm.Log[] memory logs = _answerBatch(_requestBatch(_pair()), wrong[i]);
            Vm.Log memory log = _only(logs, Topics.SCORE_REFUSED);
            _eq(log.topics[2], 0, "subject");
            (IScoreRegistry.Refusal reason,, uint256 bound) =
                abi.decode(log.data, (IScoreRegistry.Refusal, uint256, uint256));
            _eq(uint256(reason), uint256(IScoreRegistry.Refusal.WrongSubjects), "reason");
            _eq(bound, uint256(expected), "expected hash");
            _eq(_count(logs, Topics.SCORE_UPDATED), 0, "stored");
        }
    }

    function test_SilentBatchIsRefunded() public {
        OracleCall memory call = _requestBatch(_pair());
        vm.warp(call.expiration);
        vm.prank(stranger);
        registry.cancelRequest(call.requestId);
        _eq(registry.balanceOf(SUBJECT), PAYMENT, "refund");
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.UnknownRequest.selector, call.requestId));
        registry.cancelRequest(call.requestId);
    }

    function test_RevertWhen_BatchHasTooFewOrTooManySubjects() public {
        uint256 most = registry.MAX_BATCH();
        bytes4 reason = IScoreRegistry.BatchSizeOutOfRange.selector;
        vm.expectRevert(abi.encodeWithSelector(reason, 0, 1, most));
        registry.requestScores(new address[](0));
        vm.expectRevert(abi.encodeWithSelector(reason, most + 1, 1, most));
        registry.requestScores(new address[](most + 1));
    }

    function test_LargestBatchIsAnswered() public {
        uint256 most = registry.MAX_BATCH();
        address[] memory subjects = new address[](most);
        bytes memory packed = bytes.concat(MODEL);
        for (uint160 i = 0; i < most; ++i) {
            subjects[i] = address(i + 1);
            vm.prank(subjects[i]);
            registry.allowReader(SUBJECT, type(uint64).max);
            // forge-lint: disable-next-line(unsafe-typecast)
            packed = bytes.concat(packed, _word(subjects[i], uint16(i), 9000, AS_OF));
        }
        Vm.Log[] memory logs = _answerBatch(_requestBatch(subjects), packed);
        _eq(_count(logs, Topics.SCORE_UPDATED), most, "stored");
        _eq(registry.latest(subjects[most - 1]).score, most - 1, "last score");
    }

    function test_RevertWhen_OneSubjectDidNotAllowTheReader() public {
        vm.prank(OTHER);
        registry.removeReader(SUBJECT);
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.NotAllowed.selector, SUBJECT, OTHER, 0));
        vm.prank(SUBJECT);
        registry.requestScores(_pair());
    }

    function test_RevertWhen_NoJobForBatchesIsNamed() public {
        vm.recordLogs();
        registry.setBatchJob(0);
        _eq(_only(vm.getRecordedLogs(), Topics.BATCH_JOB_CHANGED).data, abi.encode(0), "announced");
        _eq(registry.batchJobId(), 0, "job");
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.BatchNotOffered.selector));
        registry.requestScores(_pair());
    }

    function test_RevertWhen_BatchAnsweredByTheWrongCallbackOrCaller() public {
        OracleCall memory batch = _requestBatch(_pair());
        OracleCall memory single = _request(SUBJECT);
        bytes memory unknown = abi.encodeWithSelector(IOracleConsumer.UnknownRequest.selector, batch.requestId);
        vm.expectRevert(unknown);
        vm.prank(address(operator));
        registry.fulfillScore(batch.requestId, 1, 9000, AS_OF, MODEL);
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.UnknownRequest.selector, single.requestId));
        vm.prank(address(operator));
        registry.fulfillScores(single.requestId, bytes.concat(MODEL, _word(SUBJECT, 1, 9000, AS_OF)));
        vm.expectRevert("Source must be the oracle of the request");
        vm.prank(node);
        registry.fulfillScores(batch.requestId, "");
    }
}
