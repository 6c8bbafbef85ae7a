// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IOracleConsumer} from "../src/interfaces/IOracleConsumer.sol";
import {IPatientSide} from "../src/interfaces/IPatientSide.sol";
import {IRecordMarket} from "../src/interfaces/IRecordMarket.sol";
import {RecordMarket} from "../src/RecordMarket.sol";
import {MarketFixture} from "./utils/MarketFixture.sol";
import {Topics} from "./utils/Topics.sol";
import {Vm} from "./utils/Vm.sol";

/// @dev The life of a request, step by step.
contract RecordMarketTest is MarketFixture {
    function setUp() public {
        _deployMarket();
    }

    function test_ConstructorSetsTheWindow() public view {
        _eq(market.approvalWindow(), WINDOW, "window");
        _eq(market.oracle(), address(operator), "oracle");
    }

    function test_RevertWhen_WindowIsOutOfRange() public {
        uint64 minimum = market.MIN_APPROVAL_WINDOW();
        uint64 maximum = market.MAX_APPROVAL_WINDOW();
        bytes4 reason = IRecordMarket.WindowOutOfRange.selector;
        vm.expectRevert(abi.encodeWithSelector(reason, minimum - 1, minimum, maximum));
        new RecordMarket(address(link), address(operator), JOB, PAYMENT, minimum - 1);
        vm.expectRevert(abi.encodeWithSelector(reason, maximum + 1, minimum, maximum));
        new RecordMarket(address(link), address(operator), JOB, PAYMENT, maximum + 1);
        new RecordMarket(address(link), address(operator), JOB, PAYMENT, minimum);
        new RecordMarket(address(link), address(operator), JOB, PAYMENT, maximum);
    }

    function test_RegisteredRecordHasPatientFeeAndPrice() public {
        bytes32 id = keccak256("another");
        vm.recordLogs();
        vm.prank(patient);
        market.register(id, 5);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.RECORD_REGISTERED);
        _eq(log.topics[1], id, "record announced");
        _eq(log.topics[2], _topic(patient), "patient announced");
        _eq(log.data, abi.encode(5), "fee announced");
        _eq(market.getRecord(id).patient, patient, "patient");
        _eq(market.getRecord(id).fee, 5, "fee");
        _eq(market.price(id), 5 + uint256(PAYMENT), "price");
    }

    function test_RevertWhen_RecordIsRegisteredTwice() public {
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.AlreadyRegistered.selector, RECORD));
        vm.prank(stranger);
        market.register(RECORD, 1);
    }

    function test_FeeChangesForNewRequestsOnly() public {
        bytes32 id = _request();
        vm.recordLogs();
        vm.prank(patient);
        market.setFee(RECORD, 3 ether);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.FEE_CHANGED);
        _eq(log.topics[1], RECORD, "record");
        _eq(log.data, abi.encode(FEE, 3 ether), "old and new fee");
        _eq(market.getRequest(id).fee, FEE, "fee of the request");
        _eq(market.price(RECORD), 3 ether + uint256(PAYMENT), "price");
    }

    function test_RevertWhen_StrangerSetsTheFee() public {
        vm.expectRevert(abi.encodeWithSelector(IPatientSide.NotPatient.selector, stranger, patient));
        vm.prank(stranger);
        market.setFee(RECORD, 1);
    }

    function test_RevertWhen_RecordIsUnknown() public {
        bytes memory reason = abi.encodeWithSelector(IRecordMarket.UnknownRecord.selector, KEY);
        vm.expectRevert(reason);
        market.setFee(KEY, 1);
        vm.expectRevert(reason);
        market.request(KEY, KEY, 1);
        vm.expectRevert(reason);
        market.price(KEY);
        _eq(market.getRecord(KEY).patient, address(0), "patient");
    }

    function test_RequestIsEscrowedAndSnapshotted() public {
        vm.recordLogs();
        bytes32 id = _request();
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.RECORD_REQUESTED);
        _eq(log.topics[1], id, "request id");
        _eq(log.topics[2], RECORD, "record announced");
        _eq(log.topics[3], _topic(patient), "patient announced");
        _eq(log.data, abi.encode(requester, KEY, FEE, PAYMENT, block.timestamp + WINDOW, bytes16(0), 0), "event");

        IRecordMarket.Request memory stored = market.getRequest(id);
        _eq(stored.requester, requester, "requester");
        _eq(stored.patient, patient, "patient");
        _eq(stored.recordId, RECORD, "record");
        _eq(stored.publicKey, KEY, "key");
        _eq(stored.fee, FEE, "fee");
        _eq(stored.oraclePayment, PAYMENT, "payment");
        _eq(stored.oracle, address(operator), "oracle");
        _eq(stored.deadline, block.timestamp + WINDOW, "deadline");
        _eq(stored.oracleRequestId, 0, "oracle request");
        _eq(stored.sealedHash, 0, "hash");
        _false(stored.oraclePending, "oracle pending");
        _assertStatus(id, IRecordMarket.Status.Requested);
        _assertBalances(0, 0, PRICE);
        _eq(link.balanceOf(requester), 100 ether - PRICE, "requester's LINK");
        _true(_request() != id, "ids differ");
    }

    function test_UnknownRequestIsAllZero() public view {
        IRecordMarket.Request memory none;
        _eq(abi.encode(market.getRequest(KEY)), abi.encode(none), "request");
    }

    function test_RevertWhen_PublicKeyIsMissing() public {
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.PublicKeyMissing.selector));
        vm.prank(requester);
        market.request(RECORD, 0, PRICE);
    }

    /// @dev The fee is raised just before a request: it is refused; just after it: the request keeps the old one.
    function test_Attack_FrontRunFeeChange() public {
        bytes32 id = _request();
        vm.prank(patient);
        market.setFee(RECORD, FEE + 1);
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.PriceAboveMaximum.selector, PRICE + 1, PRICE));
        vm.prank(requester);
        market.request(RECORD, KEY, PRICE);
        _answer(_approve(id), SEALED);
        _assertBalances(FEE, 0, 0);
    }

    function test_RevertWhen_RequesterCannotPay() public {
        vm.expectRevert("ERC20: insufficient allowance");
        vm.prank(stranger);
        market.request(RECORD, KEY, PRICE);
    }

    function test_ApprovalAsksTheOracle() public {
        bytes32 id = _request();
        vm.recordLogs();
        vm.prank(patient);
        market.approve(id);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        OracleCall memory call = _oracleCall(logs);

        _eq(_only(logs, ORACLE_REQUEST).topics[1], JOB, "job");
        _eq(call.requester, address(market), "requester");
        _eq(call.callbackFunctionId, IRecordMarket.fulfillRecord.selector, "callback");
        _eq(call.payment, PAYMENT, "payment");
        // CBOR: text(8), (9), (9) for the names, bytes(32) for each value.
        bytes memory cbor = bytes.concat(hex"68", "recordId", hex"5820", RECORD);
        cbor = bytes.concat(cbor, hex"69", "requestId", hex"5820", id, hex"69", "publicKey", hex"5820", KEY);
        _eq(call.cbor, cbor, "CBOR");

        Vm.Log memory log = _only(logs, Topics.REQUEST_APPROVED);
        _eq(log.topics[1], id, "request id");
        _eq(log.topics[2], call.requestId, "oracle request id");
        _eq(log.data, abi.encode(call.expiration, patient), "oracle's deadline and who decided");
        IRecordMarket.Request memory stored = market.getRequest(id);
        _eq(stored.deadline, call.expiration, "deadline");
        _eq(stored.oracleRequestId, call.requestId, "stored oracle request id");
        _true(stored.oraclePending, "oracle pending");
        _assertStatus(id, IRecordMarket.Status.Approved);
        _assertBalances(0, 0, FEE);
    }

    function test_ApprovalUsesTheOracleOfTheRequest() public {
        bytes32 id = _request();
        market.setOracle(address(_newOperator()), KEY, 50 ether);
        OracleCall memory call = _approve(id);
        _eq(link.balanceOf(address(operator)), PAYMENT, "old oracle's LINK");
        _answer(call, SEALED);
        _assertStatus(id, IRecordMarket.Status.Released);
        _assertBalances(FEE, 0, 0);
    }

    function test_AnswerReleasesAndPaysThePatient() public {
        bytes32 id = _request();
        Vm.Log[] memory logs = _answer(_approve(id), SEALED);
        Vm.Log memory log = _only(logs, Topics.RECORD_RELEASED);
        _eq(log.topics[1], id, "request id");
        _eq(log.data, abi.encode(SEALED), "sealed location");
        _assertStatus(id, IRecordMarket.Status.Released);
        _assertBalances(FEE, 0, 0);
        _eq(market.getRequest(id).sealedHash, keccak256(SEALED), "hash");
        _false(market.getRequest(id).oraclePending, "oracle pending");

        vm.prank(patient);
        _eq(market.withdraw(), FEE, "withdrawn");
        _eq(link.balanceOf(patient), FEE, "patient's LINK");
        _assertBalances(0, 0, 0);
    }

    function test_AnswerAfterTheDeadlineCountsUntilSomebodyExpires() public {
        bytes32 id = _request();
        OracleCall memory call = _approve(id);
        vm.warp(call.expiration + 1 days);
        _answer(call, SEALED);
        _assertStatus(id, IRecordMarket.Status.Released);
    }

    function test_EmptyAnswerIsRefusedAndTheFeeGoesBack() public {
        bytes32 id = _request();
        Vm.Log[] memory logs = _answer(_approve(id), "");
        Vm.Log memory log = _only(logs, Topics.RECORD_REFUSED);
        _eq(log.topics[1], id, "request id");
        _eq(log.data, abi.encode(IRecordMarket.Refusal.Empty), "reason");
        _eq(_count(logs, Topics.RECORD_RELEASED), 0, "releases");
        _assertStatus(id, IRecordMarket.Status.Failed);
        _assertBalances(0, FEE, 0);
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.AlreadySettled.selector, id, IRecordMarket.Status.Failed));
        market.expire(id);
    }

    function test_DeclinedRequestIsRefunded() public {
        bytes32 id = _request();
        vm.recordLogs();
        _decline(id);
        _eq(_only(vm.getRecordedLogs(), Topics.REQUEST_DECLINED).topics[1], id, "request id");
        _assertStatus(id, IRecordMarket.Status.Declined);
        _assertBalances(0, PRICE, 0);
        vm.prank(requester);
        market.withdraw();
        _eq(link.balanceOf(requester), 100 ether, "requester's LINK");
    }

    function test_RequestWithoutDecisionExpires() public {
        bytes32 id = _request();
        vm.warp(block.timestamp + WINDOW);
        vm.recordLogs();
        vm.prank(stranger);
        market.expire(id);
        _eq(_only(vm.getRecordedLogs(), Topics.REQUEST_EXPIRED).topics[1], id, "request id");
        _assertStatus(id, IRecordMarket.Status.Expired);
        _assertBalances(0, PRICE, 0);
    }

    function test_RequestWithoutAnswerExpires() public {
        bytes32 id = _request();
        OracleCall memory call = _approve(id);
        vm.warp(call.expiration);
        vm.recordLogs();
        vm.prank(stranger);
        market.expire(id);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        _eq(_only(logs, Topics.REQUEST_EXPIRED).topics[1], id, "request id");
        _eq(_only(logs, Topics.PAYMENT_RECOVERED).data, abi.encode(PAYMENT), "recovered");
        _assertStatus(id, IRecordMarket.Status.Expired);
        _assertBalances(0, PRICE, 0);
    }

    function test_RevertWhen_DeadlineIsAhead() public {
        bytes32 id = _request();
        uint256 deadline = block.timestamp + WINDOW;
        vm.warp(deadline - 1);
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.DeadlineAhead.selector, deadline - 1, deadline));
        market.expire(id);

        uint256 expiration = _approve(id).expiration;
        vm.warp(expiration - 1);
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.DeadlineAhead.selector, expiration - 1, expiration));
        market.expire(id);
    }

    function test_RevertWhen_ApprovedAtTheDeadline() public {
        bytes32 id = _request();
        uint256 deadline = block.timestamp + WINDOW;
        vm.warp(deadline);
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.DeadlinePassed.selector, deadline, deadline));
        vm.prank(patient);
        market.approve(id);
    }

    function test_RevertWhen_StrangerActsForThePatient() public {
        bytes32 id = _request();
        bytes memory reason = abi.encodeWithSelector(IPatientSide.NotPatient.selector, requester, patient);
        vm.expectRevert(reason);
        vm.prank(requester);
        market.approve(id);
        vm.expectRevert(reason);
        vm.prank(requester);
        market.decline(id);
        vm.expectRevert(reason);
        vm.prank(requester);
        market.revoke(id);
    }

    function test_RevertWhen_RequestIsUnknown() public {
        bytes memory reason = abi.encodeWithSelector(IOracleConsumer.UnknownRequest.selector, KEY);
        vm.expectRevert(reason);
        market.approve(KEY);
        vm.expectRevert(reason);
        market.decline(KEY);
        vm.expectRevert(reason);
        market.expire(KEY);
        vm.expectRevert(reason);
        market.revoke(KEY);
    }

    function test_RevertWhen_DecidedTwice() public {
        bytes32 id = _request();
        _approve(id);
        bytes memory reason = abi.encodeWithSelector(
            IRecordMarket.WrongStatus.selector, id, IRecordMarket.Status.Approved, IRecordMarket.Status.Requested
        );
        vm.expectRevert(reason);
        vm.prank(patient);
        market.approve(id);
        vm.expectRevert(reason);
        vm.prank(patient);
        market.decline(id);
    }
}
