// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IScoreRegistry} from "../../src/interfaces/IScoreRegistry.sol";
import {ScoreRegistry} from "../../src/ScoreRegistry.sol";
import {Fixture} from "./Fixture.sol";
import {Topics} from "./Topics.sol";
import {Vm} from "./Vm.sol";

/// @dev A registry that offers batches, and two subjects who can pay; one is the other's reader.
abstract contract RegistryFixture is Fixture {
    bytes32 internal constant MODEL = keccak256("model");
    bytes32 internal constant BATCH_JOB = "5c0e5c0e000040008000000000000003";
    uint256 internal constant NOW = 1_800_000_000;

    address internal immutable SUBJECT = _person("subject");
    address internal immutable OTHER = _person("other subject");

    ScoreRegistry internal registry;

    function _deployRegistry() internal {
        _deployChainlink();
        registry = new ScoreRegistry(address(link), address(operator), JOB, PAYMENT);
        registry.setBatchJob(BATCH_JOB);
        _fund(SUBJECT, address(registry), 10 ether);
        _fund(OTHER, address(registry), 10 ether);
        vm.prank(OTHER);
        registry.allowReader(SUBJECT, type(uint64).max);
    }

    function _pair() internal view returns (address[] memory subjects) {
        subjects = new address[](2);
        (subjects[0], subjects[1]) = (SUBJECT, OTHER);
    }

    function _request(address subject) internal returns (OracleCall memory) {
        vm.recordLogs();
        vm.prank(subject);
        registry.requestScore(subject);
        return _oracleCall(vm.getRecordedLogs());
    }

    function _requestBatch(address[] memory subjects) internal returns (OracleCall memory) {
        vm.recordLogs();
        vm.prank(SUBJECT);
        registry.requestScores(subjects);
        return _oracleCall(vm.getRecordedLogs());
    }

    /// @dev Requests a score and answers.
    function _score(address subject, uint256 score, uint256 coverage, uint256 asOf, bytes32 modelHash)
        internal
        returns (Vm.Log[] memory)
    {
        OracleCall memory call = _request(subject);
        vm.recordLogs();
        _true(_fulfill(call, abi.encode(call.requestId, score, coverage, asOf, modelHash)), "callback succeeded");
        return vm.getRecordedLogs();
    }

    function _answerBatch(OracleCall memory call, bytes memory packed) internal returns (Vm.Log[] memory) {
        vm.recordLogs();
        _true(_fulfill(call, abi.encode(call.requestId, packed)), "callback succeeded");
        return vm.getRecordedLogs();
    }

    /// @dev One subject's word of a batch's answer.
    function _word(address subject, uint16 score, uint16 coverage, uint64 asOf) internal pure returns (bytes memory) {
        return abi.encodePacked(subject, score, coverage, asOf);
    }

    function _assertRefusal(Vm.Log[] memory logs, IScoreRegistry.Refusal reason, uint256 given, uint256 bound)
        internal
        pure
    {
        _eq(_only(logs, Topics.SCORE_REFUSED).data, abi.encode(reason, given, bound), "refusal");
        _eq(_count(logs, Topics.SCORE_UPDATED), 0, "stored");
    }
}
