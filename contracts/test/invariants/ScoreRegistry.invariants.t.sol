// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {Fixture} from "../utils/Fixture.sol";
import {RegistryHandler} from "./RegistryHandler.sol";

/// @dev The properties of ScoreRegistry in INVARIANTS.md.
contract ScoreRegistryInvariants is Fixture {
    RegistryHandler private handler;

    function setUp() public {
        handler = new RegistryHandler();
    }

    /// @dev forge calls these contracts' functions at random.
    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function invariant_RegistryLinkIsBalances() public view {
        uint256 balances;
        for (uint256 i = 0; i < 3; ++i) {
            balances += handler.balanceOf(handler.people(i));
        }
        _eq(handler.balances(), balances, "sum of the balances");
        _eq(handler.linkOfRegistry(), balances + handler.donated(), "registry's LINK");
    }

    function invariant_PaymentIsSpentOrRefundedOnce() public view {
        _eq(handler.overRefunded(), 0, "refunds above the payment or too early");
        for (uint256 i = 0; i < 3; ++i) {
            address account = handler.people(i);
            uint256 refunded = handler.refunded(account);
            _eq(handler.balanceOf(account) + handler.withdrawn(account), refunded, "credits are refunds");
            _true(refunded <= handler.paid(account), "refunds are at most what was paid");
        }
    }

    function invariant_StoredScoresAreValid() public view {
        _eq(handler.badScores(), 0, "bad scores");
        _eq(handler.halfStored(), 0, "scores stored without a word");
    }

    function invariant_AsOfNeverGoesBack() public view {
        _eq(handler.wentBack(), 0, "scores older than the last");
    }

    function invariant_OnlySubjectsAndTheirReadersRequest() public view {
        _eq(handler.requestedByOthers(), 0, "requests by others");
    }
}
