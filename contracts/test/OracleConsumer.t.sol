// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {Operator} from "@chainlink/contracts/src/v0.8/operatorforwarder/Operator.sol";

import {IOracleConsumer} from "../src/interfaces/IOracleConsumer.sol";
import {ScoreRegistry} from "../src/ScoreRegistry.sol";
import {Fixture} from "./utils/Fixture.sol";
import {LyingOracle} from "./utils/LyingOracle.sol";
import {Topics} from "./utils/Topics.sol";
import {Vm} from "./utils/Vm.sol";

/// @dev What both contracts inherit, tried on the smaller of them.
contract OracleConsumerTest is Fixture {
    bytes32 private constant OTHER_JOB = "4ec04d00000040008000000000000002";

    address private immutable payer = _person("payer");

    ScoreRegistry private consumer;

    function setUp() public {
        _deployChainlink();
        consumer = new ScoreRegistry(address(link), address(operator), JOB, PAYMENT);
        _fund(payer, address(consumer), 10 ether);
    }

    function test_ConstructorSetsTokenOracleAndOwner() public view {
        _eq(consumer.linkToken(), address(link), "token");
        _eq(consumer.oracle(), address(operator), "oracle");
        _eq(consumer.jobId(), JOB, "job");
        _eq(consumer.oraclePayment(), PAYMENT, "payment");
        _eq(consumer.owner(), address(this), "owner");
    }

    function test_OwnerSetsTheOracle() public {
        Operator other = _newOperator();
        vm.recordLogs();
        consumer.setOracle(address(other), OTHER_JOB, 1);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.ORACLE_CHANGED);
        _eq(log.topics[1], _topic(address(other)), "oracle announced");
        _eq(log.data, abi.encode(OTHER_JOB, 1), "job and payment announced");
        _eq(consumer.oracle(), address(other), "oracle");
        _eq(consumer.jobId(), OTHER_JOB, "job");
        _eq(consumer.oraclePayment(), 1, "payment");
    }

    function test_OldOracleStillAnswersItsRequests() public {
        OracleCall memory call = _request();
        consumer.setOracle(address(_newOperator()), OTHER_JOB, 1);
        _true(_fulfill(call, abi.encode(call.requestId, 1, 5000, 1, OTHER_JOB)), "old oracle's answer");
        _eq(consumer.latest(payer).score, 1, "score");
    }

    function test_RequestOfTheOldOracleIsRefundedByIt() public {
        OracleCall memory call = _request();
        consumer.setOracle(address(_newOperator()), OTHER_JOB, 1);
        vm.warp(call.expiration);
        consumer.cancelRequest(call.requestId);
        _eq(consumer.balanceOf(payer), PAYMENT, "refund");
    }

    function test_RevertWhen_StrangerSetsTheOracle() public {
        vm.expectRevert("Ownable: caller is not the owner");
        vm.prank(stranger);
        consumer.setOracle(address(operator), OTHER_JOB, 1);
    }

    function test_RevertWhen_OracleIsNoContract() public {
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.NotAContract.selector, stranger));
        consumer.setOracle(stranger, JOB, PAYMENT);
    }

    function test_RevertWhen_OracleIsPaidInAnotherToken() public {
        LyingOracle other = new LyingOracle(stranger);
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.WrongToken.selector, stranger, address(link)));
        consumer.setOracle(address(other), JOB, PAYMENT);
    }

    function test_RevertWhen_OracleExpiresRequestsAtAnotherTime() public {
        LyingOracle other = new LyingOracle(address(link));
        other.setExpiry(1 days);
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.WrongExpiryTime.selector, 1 days, 5 minutes));
        consumer.setOracle(address(other), JOB, PAYMENT);
    }

    function test_OwnershipMovesInTwoSteps() public {
        consumer.transferOwnership(stranger);
        _eq(consumer.owner(), address(this), "owner before");
        vm.prank(stranger);
        consumer.acceptOwnership();
        _eq(consumer.owner(), stranger, "owner after");
    }

    function test_WithdrawalIsAnnounced() public {
        OracleCall memory call = _request();
        vm.warp(call.expiration);
        vm.recordLogs();
        consumer.cancelRequest(call.requestId);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.CREDITED);
        _eq(log.topics[1], _topic(payer), "credited account");
        _eq(log.data, abi.encode(PAYMENT), "credited amount");

        vm.recordLogs();
        vm.prank(payer);
        consumer.withdraw();
        log = _only(vm.getRecordedLogs(), Topics.WITHDRAWN);
        _eq(log.topics[1], _topic(payer), "account");
        _eq(log.data, abi.encode(PAYMENT), "amount");
    }

    function test_RevertWhen_ThereIsNothingToWithdraw() public {
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.NothingToWithdraw.selector, stranger));
        vm.prank(stranger);
        consumer.withdraw();
    }

    function test_RevertWhen_WithdrawnTwice() public {
        OracleCall memory call = _request();
        vm.warp(call.expiration);
        consumer.cancelRequest(call.requestId);
        vm.prank(payer);
        consumer.withdraw();
        vm.expectRevert(abi.encodeWithSelector(IOracleConsumer.NothingToWithdraw.selector, payer));
        vm.prank(payer);
        consumer.withdraw();
    }

    function _request() private returns (OracleCall memory) {
        vm.recordLogs();
        vm.prank(payer);
        consumer.requestScore(payer);
        return _oracleCall(vm.getRecordedLogs());
    }
}
