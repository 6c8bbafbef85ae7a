// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IScoreRegistry} from "../src/interfaces/IScoreRegistry.sol";
import {RegistryFixture} from "./utils/RegistryFixture.sol";
import {Topics} from "./utils/Topics.sol";
import {Vm} from "./utils/Vm.sol";

/// @dev What protects those who read scores: age, models, the coverage floor.
contract ScoreRegistryConsumersTest is RegistryFixture {
    bytes32 private constant OTHER_MODEL = keccak256("other model");

    function setUp() public {
        _deployRegistry();
    }

    function test_LatestComesWithItsAge() public {
        _score(SUBJECT, 7312, 9000, NOW - 100, MODEL);
        (IScoreRegistry.Score memory score, uint256 age) = registry.latestWithAge(SUBJECT);
        _eq(abi.encode(score), abi.encode(registry.latest(SUBJECT)), "score");
        _eq(score.modelHash, MODEL, "model");
        _eq(age, 100, "age");
        vm.warp(NOW + 1 days);
        (, age) = registry.latestWithAge(SUBJECT);
        _eq(age, 1 days + 100, "age a day later");
    }

    function test_AgeOfAClockAheadIsZero() public {
        _score(SUBJECT, 7312, 9000, NOW + 60, MODEL);
        (, uint256 age) = registry.latestWithAge(SUBJECT);
        _eq(age, 0, "age");
        registry.latestFresh(SUBJECT, 0);
    }

    function test_FreshScoreIsServedUpToItsMaximumAge() public {
        _score(SUBJECT, 7312, 9000, NOW - 100, MODEL);
        _eq(registry.latestFresh(SUBJECT, 100).score, 7312, "score");
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.StaleScore.selector, 100, 99));
        registry.latestFresh(SUBJECT, 99);
    }

    function test_RevertWhen_ThereIsNoScore() public {
        bytes memory reason = abi.encodeWithSelector(IScoreRegistry.NoScore.selector, SUBJECT);
        vm.expectRevert(reason);
        registry.latestFresh(SUBJECT, 1);
        vm.expectRevert(reason);
        registry.latestWithAge(SUBJECT);
    }

    function test_EveryModelIsAcceptedUntilOneIsListed() public {
        _true(registry.isAcceptedModel(MODEL), "any model");
        _false(registry.isAcceptedModel(0), "no model");
        vm.recordLogs();
        registry.acceptModel(MODEL);
        _eq(_only(vm.getRecordedLogs(), Topics.MODEL_ACCEPTED).topics[1], MODEL, "announced");
        _true(registry.isAcceptedModel(MODEL), "listed model");
        _false(registry.isAcceptedModel(OTHER_MODEL), "other model");
        vm.recordLogs();
        registry.acceptModel(MODEL);
        _eq(vm.getRecordedLogs().length, 0, "events of a repetition");
    }

    function test_UnknownModelIsRefused() public {
        registry.acceptModel(MODEL);
        Vm.Log[] memory logs = _score(SUBJECT, 7312, 9000, NOW, OTHER_MODEL);
        _assertRefusal(logs, IScoreRegistry.Refusal.ModelUnknown, uint256(OTHER_MODEL), 0);
        _score(SUBJECT, 7312, 9000, NOW, MODEL);
        _eq(registry.latest(SUBJECT).score, 7312, "score of the known model");
    }

    function test_ScoreOfARemovedModelIsNoLongerFresh() public {
        registry.acceptModel(MODEL);
        _score(SUBJECT, 7312, 9000, NOW, MODEL);
        vm.recordLogs();
        registry.removeModel(MODEL);
        _eq(_only(vm.getRecordedLogs(), Topics.MODEL_REMOVED).topics[1], MODEL, "announced");
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.ModelNotAccepted.selector, MODEL));
        registry.latestFresh(SUBJECT, 1);
        _eq(registry.latest(SUBJECT).modelHash, MODEL, "still the latest");
        // Nor does an emptied list accept everything again.
        _assertRefusal(
            _score(SUBJECT, 1, 9000, NOW, OTHER_MODEL), IScoreRegistry.Refusal.ModelUnknown, uint256(OTHER_MODEL), 0
        );
        vm.recordLogs();
        registry.removeModel(MODEL);
        _eq(vm.getRecordedLogs().length, 0, "events of a repetition");
    }

    function test_EachScoreKeepsItsModel() public {
        _score(SUBJECT, 1, 9000, NOW, MODEL);
        _score(OTHER, 2, 9000, NOW, OTHER_MODEL);
        _eq(registry.latest(SUBJECT).modelHash, MODEL, "first");
        _eq(registry.latest(OTHER).modelHash, OTHER_MODEL, "second");
        _score(SUBJECT, 1, 9000, NOW, OTHER_MODEL);
        _eq(registry.latest(SUBJECT).modelHash, OTHER_MODEL, "first again");
    }

    function test_CoverageFloorCanBeMoved() public {
        _eq(registry.minCoverage(), 5000, "default");
        vm.recordLogs();
        registry.setMinCoverage(8000);
        _eq(_only(vm.getRecordedLogs(), Topics.MIN_COVERAGE_CHANGED).data, abi.encode(5000, 8000), "announced");
        _eq(registry.minCoverage(), 8000, "floor");
        _assertRefusal(_score(SUBJECT, 1, 7999, NOW, MODEL), IScoreRegistry.Refusal.CoverageBelowFloor, 7999, 8000);
        _score(SUBJECT, 1, 8000, NOW, MODEL);
        registry.setMinCoverage(10_000);
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.CoverageOutOfRange.selector, 10_001, 10_000));
        registry.setMinCoverage(10_001);
    }

    function test_RevertWhen_ModelHashIsMissing() public {
        vm.expectRevert(abi.encodeWithSelector(IScoreRegistry.ModelHashMissing.selector));
        registry.acceptModel(0);
    }

    function test_RevertWhen_StrangerSetsTheRules() public {
        bytes[4] memory calls = [
            abi.encodeCall(registry.acceptModel, (MODEL)),
            abi.encodeCall(registry.removeModel, (MODEL)),
            abi.encodeCall(registry.setMinCoverage, (0)),
            abi.encodeCall(registry.setBatchJob, (JOB))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(stranger);
            (bool ok, bytes memory result) = address(registry).call(calls[i]);
            _false(ok, "accepted");
            _eq(result, abi.encodeWithSignature("Error(string)", "Ownable: caller is not the owner"), "reason");
        }
    }
}
