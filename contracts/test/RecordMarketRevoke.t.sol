// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IRecordMarket} from "../src/interfaces/IRecordMarket.sol";
import {MarketFixture} from "./utils/MarketFixture.sol";
import {Topics} from "./utils/Topics.sol";
import {Vm} from "./utils/Vm.sol";

/// @dev Revocation, and what arrives at the same time or too late.
contract RecordMarketRevokeTest is MarketFixture {
    bytes32 private id;
    OracleCall private call;

    function setUp() public {
        _deployMarket();
        id = _request();
        call = _approve(id);
    }

    function test_RevocationBeforeTheAnswerGivesTheFeeBackAtOnce() public {
        vm.recordLogs();
        _revoke(id);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.ACCESS_REVOKED);
        _eq(log.topics[1], id, "request id");
        _eq(log.data, abi.encode(false), "released");
        _assertStatus(id, IRecordMarket.Status.Revoked);
        _true(market.getRequest(id).oraclePending, "oracle pending");
        _assertBalances(0, FEE, 0);
    }

    function test_AnswerAfterTheRevocationReleasesNothing() public {
        _revoke(id);
        Vm.Log[] memory logs = _answer(call, SEALED);
        Vm.Log memory log = _only(logs, Topics.RECORD_REFUSED);
        _eq(log.topics[1], id, "request id");
        _eq(log.data, abi.encode(IRecordMarket.Refusal.Revoked), "reason");
        _eq(_count(logs, Topics.RECORD_RELEASED), 0, "releases");
        _eq(market.getRequest(id).sealedHash, 0, "hash");
        _assertStatus(id, IRecordMarket.Status.Revoked);
        _assertBalances(0, FEE, 0);

        // The oracle earned its payment: there is nothing left to bring back.
        vm.warp(call.expiration);
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.AlreadySettled.selector, id, IRecordMarket.Status.Revoked));
        market.expire(id);
    }

    function test_PaymentOfARevokedRequestComesBackByExpire() public {
        _revoke(id);
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.DeadlineAhead.selector, block.timestamp, call.expiration));
        market.expire(id);

        vm.warp(call.expiration);
        vm.recordLogs();
        vm.prank(stranger);
        market.expire(id);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        _eq(_only(logs, Topics.PAYMENT_RECOVERED).topics[1], id, "request id");
        _eq(_count(logs, Topics.REQUEST_EXPIRED), 0, "expirations");
        _assertStatus(id, IRecordMarket.Status.Revoked);
        _assertBalances(0, PRICE, 0);

        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.AlreadySettled.selector, id, IRecordMarket.Status.Revoked));
        market.expire(id);
    }

    function test_RevocationAfterTheReleaseIsAnnouncedAndThePatientKeepsTheFee() public {
        _answer(call, SEALED);
        vm.recordLogs();
        _revoke(id);
        Vm.Log memory log = _only(vm.getRecordedLogs(), Topics.ACCESS_REVOKED);
        _eq(log.data, abi.encode(true), "released");
        _assertStatus(id, IRecordMarket.Status.Revoked);
        _eq(market.getRequest(id).sealedHash, keccak256(SEALED), "hash");
        _assertBalances(FEE, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IRecordMarket.AlreadySettled.selector, id, IRecordMarket.Status.Revoked));
        market.expire(id);
    }

    function test_RevertWhen_RevokedTwice() public {
        _revoke(id);
        _expectWrongStatus(id, IRecordMarket.Status.Revoked);
        _revoke(id);
    }

    function test_RevertWhen_RevokedBeforeTheApproval() public {
        bytes32 waiting = _request();
        _expectWrongStatus(waiting, IRecordMarket.Status.Requested);
        _revoke(waiting);
    }

    function test_RevertWhen_RevokedAfterTheExpiry() public {
        vm.warp(call.expiration);
        market.expire(id);
        _expectWrongStatus(id, IRecordMarket.Status.Expired);
        _revoke(id);
    }

    function test_Attack_ExpiryRaceWithTheAnswerFirst() public {
        vm.warp(call.expiration);
        _answer(call, SEALED);
        vm.expectRevert(
            abi.encodeWithSelector(IRecordMarket.AlreadySettled.selector, id, IRecordMarket.Status.Released)
        );
        market.expire(id);
        _assertBalances(FEE, 0, 0);
    }

    function test_Attack_ExpiryRaceWithTheRefundFirst() public {
        vm.warp(call.expiration);
        market.expire(id);
        vm.expectRevert("Must have a valid requestId");
        _fulfill(call, abi.encode(call.requestId, SEALED));
        _assertStatus(id, IRecordMarket.Status.Expired);
        _assertBalances(0, PRICE, 0);
    }

    function _expectWrongStatus(bytes32 request, IRecordMarket.Status given) private {
        vm.expectRevert(
            abi.encodeWithSelector(IRecordMarket.WrongStatus.selector, request, given, IRecordMarket.Status.Approved)
        );
    }
}
