// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IPatientSide} from "../src/interfaces/IPatientSide.sol";
import {IRecordMarket} from "../src/interfaces/IRecordMarket.sol";
import {MarketFixture} from "./utils/MarketFixture.sol";
import {Topics} from "./utils/Topics.sol";
import {Vm} from "./utils/Vm.sol";

/// @dev Purpose and access period, re-issue, agents and emergencies.
contract RecordMarketTermsTest is MarketFixture {
    address private immutable guardian = _person("guardian");

    function setUp() public {
        _deployMarket();
        _fund(guardian, address(market), 10 ether);
    }

    function test_TermsAreKeptAndAnnounced() public {
        vm.recordLogs();
        bytes32 id = _requestWithTerms();
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.RECORD_REQUESTED);
        _eq(log.data, abi.encode(requester, KEY, FEE, PAYMENT, block.timestamp + WINDOW, PURPOSE, PERIOD), "announced");
        IRecordMarket.Request memory r = market.getRequest(id);
        _eq(r.purpose, PURPOSE, "purpose");
        _eq(r.accessPeriod, PERIOD, "period");
        _eq(r.accessUntil, 0, "no access yet");
        _eq(r.grantId, id, "its own grant");
        _false(r.emergency, "emergency");
        _answer(_approve(id), SEALED);
        _eq(market.getRequest(id).accessUntil, block.timestamp + PERIOD, "access until");
    }

    function test_ReissueCostsTheOraclePaymentAlone() public {
        bytes32 id = _released();
        vm.recordLogs();
        vm.prank(requester);
        bytes32 again = market.reissue(id, "new key", PAYMENT);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory log = _only(logs, Topics.ACCESS_REISSUED);
        _eq(log.topics[1], again, "re-issue");
        _eq(log.topics[2], id, "grant");
        IRecordMarket.Request memory r = market.getRequest(again);
        _eq(_only(logs, Topics.REQUEST_APPROVED).data, abi.encode(r.deadline, requester), "approved at once");
        _eq(r.fee, 0, "fee");
        _eq(r.publicKey, "new key", "key");
        _eq(r.patient, patient, "patient");
        _eq(r.recordId, RECORD, "record");
        _eq(r.purpose, PURPOSE, "purpose");
        _eq(r.grantId, id, "grant");
        _assertBalances(FEE, 0, 0);
        _eq(link.balanceOf(requester), 100 ether - PRICE - PAYMENT, "requester's LINK");

        _answer(_oracleCall(logs), SEALED);
        _assertStatus(again, IRecordMarket.Status.Released);
        _assertBalances(FEE, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.AccessEnds.selector, block.timestamp, 0));
        vm.prank(requester);
        market.reissue(again, KEY, PAYMENT);
    }

    function test_RevertWhen_ReissueIsNotOffered() public {
        bytes32 id = _released();
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.NotRequester.selector, stranger, requester));
        vm.prank(stranger);
        market.reissue(id, KEY, PAYMENT);
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.PriceAboveMaximum.selector, PAYMENT, PAYMENT - 1));
        vm.prank(requester);
        market.reissue(id, KEY, PAYMENT - 1);
        bytes32 waiting = _requestWithTerms();
        vm.expectRevert(
            abi.encodeWithSelector(
                IRecordMarket.WrongStatus.selector,
                waiting,
                IRecordMarket.Status.Requested,
                IRecordMarket.Status.Released
            )
        );
        vm.prank(requester);
        market.reissue(waiting, KEY, PAYMENT);
    }

    function test_ReissueEndsWithTheAccessPeriod() public {
        bytes32 id = _released();
        uint256 until = market.getRequest(id).accessUntil;
        vm.warp(until - ORACLE_EXPIRY);
        OracleCall memory call = _reissue(id);
        vm.warp(until - ORACLE_EXPIRY + 1);
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.AccessEnds.selector, block.timestamp, until));
        vm.prank(requester);
        market.reissue(id, KEY, PAYMENT);

        // The oracle is late: nobody expired it yet, but access has ended.
        vm.warp(until);
        Vm.Log[] memory logs = _answer(call, SEALED);
        _eq(_only(logs, Topics.RECORD_REFUSED).data, abi.encode(IRecordMarket.Refusal.AccessEnded), "refusal");
        _assertBalances(FEE, 0, 0);
    }

    function test_ReissueIsAnsweredUpToTheLastSecond() public {
        bytes32 id = _released();
        uint256 until = market.getRequest(id).accessUntil;
        vm.warp(until - ORACLE_EXPIRY);
        OracleCall memory call = _reissue(id);
        vm.warp(until - 1);
        _eq(_count(_answer(call, SEALED), Topics.RECORD_RELEASED), 1, "released");
    }

    function test_SilentReissueIsRefundedAndAnotherIsPossible() public {
        bytes32 id = _released();
        OracleCall memory call = _reissue(id);
        vm.warp(call.expiration);
        market.expire(_oursOf(call));
        _assertStatus(_oursOf(call), IRecordMarket.Status.Expired);
        _assertBalances(FEE, PAYMENT, 0);
        _reissue(id);
    }

    function test_RevocationOfTheGrantRevokesItsReissues() public {
        bytes32 id = _released();
        OracleCall memory first = _reissue(id);
        _answer(first, SEALED);
        OracleCall memory second = _reissue(id);
        vm.prank(patient);
        // Of whichever request the patient speaks, the grant is meant.
        market.revoke(_oursOf(second));
        _assertStatus(id, IRecordMarket.Status.Revoked);
        _assertStatus(_oursOf(first), IRecordMarket.Status.Revoked);
        _assertStatus(_oursOf(second), IRecordMarket.Status.Revoked);
        Vm.Log[] memory logs = _answer(second, SEALED);
        _eq(_only(logs, Topics.RECORD_REFUSED).data, abi.encode(IRecordMarket.Refusal.Revoked), "refusal");
        _eq(market.getRequest(_oursOf(second)).sealedHash, 0, "hash");
        _assertBalances(FEE, 0, 0);
    }

    function test_PaymentOfARevokedReissueComesBackByExpire() public {
        bytes32 id = _released();
        OracleCall memory call = _reissue(id);
        _revoke(id);
        vm.warp(call.expiration);
        market.expire(_oursOf(call));
        _assertStatus(_oursOf(call), IRecordMarket.Status.Revoked);
        _assertBalances(FEE, PAYMENT, 0);
    }

    function test_DelegateDecidesUntilTheRoleEnds() public {
        bytes32 id = _request();
        uint64 until = uint64(block.timestamp) + 1 days;
        vm.recordLogs();
        _name(stranger, IPatientSide.Role.Delegate, until);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.AGENT_NAMED);
        _eq(log.topics[1], _topic(patient), "patient");
        _eq(log.topics[2], _topic(stranger), "agent");
        _eq(log.data, abi.encode(IPatientSide.Role.Delegate, until), "role and end");
        vm.warp(until - 1);
        vm.recordLogs();
        vm.prank(stranger);
        market.approve(id);
        Vm.Log memory approved = _only(vm.getRecordedLogs(), Topics.REQUEST_APPROVED);
        _eq(approved.data, abi.encode(block.timestamp + ORACLE_EXPIRY, stranger), "who decided");
        vm.prank(stranger);
        market.revoke(id);
        _assertStatus(id, IRecordMarket.Status.Revoked);

        bytes32 next = _request();
        vm.warp(until);
        _eq(uint256(market.roleOf(patient, stranger)), uint256(IPatientSide.Role.None), "role");
        vm.expectRevert(abi.encodeWithSelector(IPatientSide.NotPatient.selector, stranger, patient));
        vm.prank(stranger);
        market.decline(next);
    }

    function test_RoleCanBeTakenBack() public {
        _name(stranger, IPatientSide.Role.Guardian, type(uint64).max);
        _eq(uint256(market.roleOf(patient, stranger)), uint256(IPatientSide.Role.Guardian), "role");
        _name(stranger, IPatientSide.Role.None, type(uint64).max);
        bytes32 id = _request();
        vm.expectRevert(abi.encodeWithSelector(IPatientSide.NotPatient.selector, stranger, patient));
        vm.prank(stranger);
        market.approve(id);
    }

    function test_GuardianOpensARecordAndPaysLater() public {
        _name(guardian, IPatientSide.Role.Guardian, type(uint64).max);
        (bytes32 id, OracleCall memory call) = _emergency();
        IRecordMarket.Request memory r = market.getRequest(id);
        _true(r.emergency, "emergency");
        // forge-lint: disable-next-line(unsafe-typecast)
        _eq(r.purpose, bytes32("BTG"), "purpose");
        _eq(r.feeOwed, FEE, "owed");
        _eq(r.requester, guardian, "requester");
        _eq(link.balanceOf(guardian), 10 ether - PAYMENT, "guardian's LINK");
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.NothingOwed.selector, id));
        market.payEmergencyFee(id);

        _answer(call, SEALED);
        _assertStatus(id, IRecordMarket.Status.Released);
        _eq(market.balanceOf(patient), 0, "patient's balance before");
        vm.recordLogs();
        vm.prank(requester);
        market.payEmergencyFee(id);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.EMERGENCY_FEE_PAID);
        _eq(log.topics[2], _topic(requester), "payer");
        _eq(log.data, abi.encode(FEE), "amount");
        _assertBalances(FEE, 0, 0);
        _eq(market.getRequest(id).feeOwed, 0, "owed afterwards");
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.NothingOwed.selector, id));
        market.payEmergencyFee(id);
    }

    function test_RevertWhen_NotAGuardianOpensARecord() public {
        _name(guardian, IPatientSide.Role.Delegate, type(uint64).max);
        vm.expectRevert(abi.encodeWithSelector(IPatientSide.NotGuardian.selector, guardian, patient));
        vm.prank(guardian);
        market.emergencyAccess(RECORD, KEY, PAYMENT);
    }

    function _released() private returns (bytes32 id) {
        id = _requestWithTerms();
        _answer(_approve(id), SEALED);
    }

    function _reissue(bytes32 id) private returns (OracleCall memory) {
        vm.recordLogs();
        vm.prank(requester);
        market.reissue(id, KEY, PAYMENT);
        return _oracleCall(vm.getRecordedLogs());
    }

    /// @dev The market's id of what the oracle was asked: the second of the three values in the CBOR.
    function _oursOf(OracleCall memory call) private pure returns (bytes32 id) {
        bytes memory cbor = call.cbor;
        // 9 + 34 bytes for the record's id, 10 + 2 for the second name.
        assembly ("memory-safe") {
            id := mload(add(cbor, 87))
        }
    }

    function _name(address who, IPatientSide.Role role, uint64 until) private {
        vm.prank(patient);
        market.nameAgent(who, role, until);
    }

    function _emergency() private returns (bytes32 id, OracleCall memory call) {
        vm.recordLogs();
        vm.prank(guardian);
        id = market.emergencyAccess(RECORD, KEY, PAYMENT);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory log = _only(logs, Topics.EMERGENCY_ACCESS);
        _eq(log.topics[1], id, "request id");
        _eq(log.topics[2], RECORD, "record");
        _eq(log.topics[3], _topic(guardian), "guardian");
        _eq(log.data, abi.encode(FEE), "owed");
        call = _oracleCall(logs);
    }
}
