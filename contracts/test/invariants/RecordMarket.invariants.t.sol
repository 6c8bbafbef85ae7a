// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IRecordMarket} from "../../src/interfaces/IRecordMarket.sol";
import {Fixture} from "../utils/Fixture.sol";
import {MarketHandler} from "./MarketHandler.sol";

/// @dev The properties of RecordMarket in INVARIANTS.md.
contract RecordMarketInvariants is Fixture {
    MarketHandler private handler;

    function setUp() public {
        handler = new MarketHandler();
    }

    /// @dev forge calls these contracts' functions at random.
    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev `drain` is for the end.
    function excludeSelectors() public view returns (FuzzSelector[] memory excluded) {
        excluded = new FuzzSelector[](1);
        excluded[0] = FuzzSelector(address(handler), new bytes4[](1));
        excluded[0].selectors[0] = MarketHandler.drain.selector;
    }

    function invariant_MarketLinkIsEscrowPlusBalances() public view {
        uint256 escrow;
        for (uint256 i = 0; i < handler.count(); ++i) {
            IRecordMarket.Request memory r = handler.get(i);
            if (r.status == IRecordMarket.Status.Requested) escrow += uint256(r.fee) + r.oraclePayment;
            if (r.status == IRecordMarket.Status.Approved) escrow += r.fee;
        }
        uint256 balances;
        address[7] memory accounts = handler.accounts();
        for (uint256 i = 0; i < accounts.length; ++i) {
            balances += handler.balanceOf(accounts[i]);
        }
        _eq(handler.escrow(), escrow, "escrow");
        _eq(handler.balances(), balances, "balances");
        _eq(handler.linkOfMarket(), escrow + balances + handler.donated(), "market's LINK");
    }

    function invariant_EscrowEndsPaidOrRefundedOnce() public view {
        address[7] memory accounts = handler.accounts();
        for (uint256 i = 0; i < accounts.length; ++i) {
            uint256 credited = handler.balanceOf(accounts[i]) + handler.withdrawn(accounts[i]);
            _eq(credited, _due(accounts[i]), "credits of an account");
        }
    }

    function invariant_FulfilmentChangesOnlyAWaitingRequest() public view {
        _eq(handler.changedByFulfilment(), 0, "requests changed");
    }

    function invariant_OnlyThePatientsSideApproves() public view {
        _eq(handler.approvedByOthers(), 0, "approvals by others");
    }

    function invariant_NobodyPaysMoreThanTheirMaximum() public view {
        _eq(handler.overpaid(), 0, "payments above the maximum");
    }

    function invariant_NoFulfilmentAfterRevocationOrExpiry() public view {
        for (uint256 i = 0; i < handler.count(); ++i) {
            bytes32 id = handler.ids(i);
            if (handler.ended(id)) _eq(handler.get(i).sealedHash, handler.hashAtEnd(id), "sealed hash");
        }
    }

    function invariant_NobodyBlocksAnother() public view {
        _eq(handler.blocked(), 0, "blocked");
    }

    function testFuzz_EveryoneGetsTheirMoneyOut(uint256 seed) public {
        for (uint256 i = 0; i < 48; ++i) {
            _step(uint256(keccak256(abi.encode(seed, i))));
        }
        handler.drain();
        _eq(handler.blocked(), 0, "blocked");
        _eq(handler.escrow(), 0, "escrow at the end");
        _eq(handler.balances(), 0, "balances at the end");
        _eq(handler.linkOfMarket(), handler.donated(), "market's LINK at the end");
    }

    /// @dev One random action, requests and approvals more often than others.
    function _step(uint256 random) private {
        bytes4[16] memory actions = [
            handler.request.selector,
            handler.request.selector,
            handler.approve.selector,
            handler.approve.selector,
            handler.answer.selector,
            handler.answer.selector,
            handler.revoke.selector,
            handler.decline.selector,
            handler.expire.selector,
            handler.reissue.selector,
            handler.nameAgent.selector,
            handler.emergency.selector,
            handler.payEmergencyFee.selector,
            handler.setOracle.selector,
            handler.togglePause.selector,
            handler.wait.selector
        ];
        // Functions of fewer parameters leave the rest alone.
        bytes memory call = abi.encodeWithSelector(actions[random % 16], random / 16, random / 256, random / 4096);
        (bool ok,) = address(handler).call(call);
        _true(ok, "step");
    }

    /// @dev What the requests say that `account` was credited with.
    function _due(address account) private view returns (uint256 due) {
        due = handler.recovered(account) + handler.emergencyFees(account);
        for (uint256 i = 0; i < handler.count(); ++i) {
            IRecordMarket.Request memory r = handler.get(i);
            bool open = r.status == IRecordMarket.Status.Requested || r.status == IRecordMarket.Status.Approved;
            if (open) continue;
            if (r.sealedHash != 0 && r.patient == account) due += r.fee;
            if (r.sealedHash == 0 && r.requester == account) due += r.fee;
            // Never asked, so the oracle's payment went back too.
            if (r.oracleRequestId == 0 && r.requester == account) due += r.oraclePayment;
        }
    }
}
