// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {IOracleConsumer} from "../src/interfaces/IOracleConsumer.sol";
import {IReceiver} from "../src/interfaces/IReceiver.sol";
import {IRecordMarket} from "../src/interfaces/IRecordMarket.sol";
import {IScoreRegistry} from "../src/interfaces/IScoreRegistry.sol";
import {ScoreRegistry} from "../src/ScoreRegistry.sol";
import {MarketFixture} from "./utils/MarketFixture.sol";
import {Topics} from "./utils/Topics.sol";
import {Vm} from "./utils/Vm.sol";

/// @dev The other end: answers as reports through a forwarder, and the pause.
contract ReportsTest is MarketFixture {
    bytes32 private constant MODEL = keccak256("model");

    ScoreRegistry private registry;

    function setUp() public {
        _deployMarket();
        _useForwarder();
        registry = new ScoreRegistry(address(link), address(operator), JOB, PAYMENT);
        registry.setForwarder(forwarder, WORKFLOW);
    }

    function test_ForwarderIsAnnouncedAndCanBeLeft() public {
        vm.recordLogs();
        market.setForwarder(forwarder, KEY);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.FORWARDER_CHANGED);
        _eq(log.topics[1], _topic(forwarder), "forwarder");
        _eq(log.data, abi.encode(KEY), "workflow");
        _true(market.usesReports(), "reports");
        _eq(market.oracle(), forwarder, "oracle");
        _eq(market.jobId(), KEY, "workflow");
        _eq(market.price(RECORD), FEE, "price without oracle payment");
        market.setOracle(address(operator), JOB, PAYMENT);
        _false(market.usesReports(), "reports afterwards");
        _eq(market.price(RECORD), PRICE, "price");
    }

    function test_ScoreComesAsAReport() public {
        vm.recordLogs();
        vm.prank(patient);
        bytes32 id = registry.requestScore(patient);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.REPORT_REQUESTED);
        _eq(log.topics[1], id, "request id");
        _eq(log.topics[2], WORKFLOW, "workflow");
        (bytes4 callback,) = abi.decode(log.data, (bytes4, bytes));
        _eq(callback, IScoreRegistry.fulfillScore.selector, "callback");
        _bring(abi.encode(id, 7312, 9000, block.timestamp, MODEL));
        _eq(registry.latest(patient).score, 7312, "score");
    }

    function test_BatchComesAsAReport() public {
        address[] memory subjects = new address[](1);
        subjects[0] = patient;
        vm.prank(patient);
        bytes32 id = registry.requestScores(subjects);
        bytes memory packed = abi.encodePacked(MODEL, patient, uint16(5), uint16(9000), uint64(block.timestamp));
        _bring(abi.encode(id, packed));
        _eq(registry.latest(patient).score, 5, "score");
    }

    function test_LocationComesAsAReport() public {
        bytes32 id = _request();
        _approveQuietly(id);
        _report(market.getRequest(id).oracleRequestId, SEALED);
        _assertStatus(id, IRecordMarket.Status.Released);
        _assertBalances(FEE, 0, 0);
    }

    function test_RequestWithoutReportExpires() public {
        bytes32 id = _request();
        _approveQuietly(id);
        bytes32 oracleId = market.getRequest(id).oracleRequestId;
        vm.warp(block.timestamp + ORACLE_EXPIRY);
        market.expire(id);
        _assertBalances(0, FEE, 0);
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.UnknownRequest.selector, oracleId));
        vm.prank(forwarder);
        market.onReport(_metadata(WORKFLOW), abi.encode(oracleId, SEALED));
    }

    function test_ChangedForwarderAnswersNewRequestsOnly() public {
        bytes32 id = _request();
        _approveQuietly(id);
        address next = _person("next forwarder");
        vm.etch(next, hex"00");
        market.setForwarder(next, KEY);
        bytes memory report = abi.encode(market.getRequest(id).oracleRequestId, SEALED);
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.NotForwarder.selector, next, forwarder));
        vm.prank(next);
        market.onReport(_metadata(KEY), report);
        vm.prank(forwarder);
        market.onReport(_metadata(WORKFLOW), report);
        _assertStatus(id, IRecordMarket.Status.Released);
    }

    function test_Attack_ForgedForwarderReport() public {
        bytes32 id = _request();
        _approveQuietly(id);
        bytes32 oracleId = market.getRequest(id).oracleRequestId;
        bytes memory report = abi.encode(oracleId, SEALED);
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.NotForwarder.selector, stranger, forwarder));
        vm.prank(stranger);
        market.onReport(_metadata(WORKFLOW), report);
        // Anybody can have a workflow on Chainlink's forwarder; theirs does not count.
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.WrongWorkflow.selector, KEY, WORKFLOW));
        vm.prank(forwarder);
        market.onReport(_metadata(KEY), report);
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.UnknownRequest.selector, KEY));
        vm.prank(forwarder);
        market.onReport(_metadata(WORKFLOW), abi.encode(KEY, SEALED));
        // The callback of Operators is shut for it.
        vm.expectRevert("Source must be the oracle of the request");
        vm.prank(forwarder);
        market.fulfillRecord(oracleId, SEALED);
        _report(oracleId, SEALED);
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.UnknownRequest.selector, oracleId));
        vm.prank(forwarder);
        market.onReport(_metadata(WORKFLOW), report);
        _assertBalances(FEE, 0, 0);
    }

    function test_RevertWhen_ReportIsTooShort() public {
        bytes4 reason = IOracleConsumer.ReportTooShort.selector;
        vm.expectRevert(abi.encodeWithSelector(reason, 31, 32));
        market.onReport(new bytes(31), new bytes(64));
        vm.expectRevert(abi.encodeWithSelector(reason, 31, 32));
        market.onReport(new bytes(64), new bytes(31));
    }

    function test_RevertWhen_ForwarderIsNoContractOrTheCallerNotTheOwner() public {
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.NotAContract.selector, stranger));
        market.setForwarder(stranger, WORKFLOW);
        vm.expectRevert("Ownable: caller is not the owner");
        vm.prank(stranger);
        market.setForwarder(forwarder, WORKFLOW);
    }

    function test_InterfacesAreAnnounced() public view {
        _true(market.supportsInterface(IReceiver.onReport.selector), "IReceiver");
        _true(market.supportsInterface(type(IERC165).interfaceId), "IERC165");
        _false(market.supportsInterface(0xffffffff), "none");
    }

    function test_PauseStopsNewRequestsOnly() public {
        bytes32 waiting = _request();
        bytes32 approved = _request();
        _approveQuietly(approved);
        market.pause();
        registry.pause();
        bytes[3] memory stopped = [
            abi.encodeCall(market.request, (RECORD, KEY, PRICE)),
            abi.encodeCall(market.requestWithTerms, (RECORD, KEY, PRICE, PURPOSE, PERIOD)),
            abi.encodeCall(market.emergencyAccess, (RECORD, KEY, PRICE))
        ];
        for (uint256 i = 0; i < stopped.length; ++i) {
            _assertPaused(address(market), stopped[i]);
        }
        _assertPaused(address(registry), abi.encodeCall(registry.requestScore, (requester)));
        _assertPaused(address(registry), abi.encodeCall(registry.requestScores, (new address[](1))));

        _report(market.getRequest(approved).oracleRequestId, SEALED);
        _decline(waiting);
        vm.prank(requester);
        market.withdraw();
        vm.prank(patient);
        market.withdraw();
        market.unpause();
        _request();
    }

    function test_RevertWhen_StrangerPauses() public {
        vm.expectRevert("Ownable: caller is not the owner");
        vm.prank(stranger);
        market.pause();
        market.pause();
        vm.expectRevert("Ownable: caller is not the owner");
        vm.prank(stranger);
        market.unpause();
    }

    function _assertPaused(address target, bytes memory data) private {
        vm.prank(requester);
        (bool ok, bytes memory result) = target.call(data);
        _false(ok, "accepted");
        _eq(result, abi.encodeWithSignature("Error(string)", "Pausable: paused"), "reason");
    }

    function _bring(bytes memory report) private {
        vm.prank(forwarder);
        registry.onReport(_metadata(WORKFLOW), report);
    }

    function _approveQuietly(bytes32 id) private {
        vm.prank(patient);
        market.approve(id);
    }
}
