// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IOracleConsumer} from "../../src/interfaces/IOracleConsumer.sol";
import {IPatientSide} from "../../src/interfaces/IPatientSide.sol";
import {IRecordMarket} from "../../src/interfaces/IRecordMarket.sol";
import {LyingOracle} from "../utils/LyingOracle.sol";
import {MarketFixture} from "../utils/MarketFixture.sol";

/// @dev Everything that anybody can do to a market, one function each, with random parameters, and a ledger of what
/// came of it. It never reverts: what the market refuses is part of the game.
contract MarketHandler is MarketFixture {
    uint256 private constant SUPPLY = 1_000_000 ether;
    uint256 private constant MAX_REQUESTS = 24;
    uint256 private constant AGENT_KEY = 0xa9e27;

    /// @dev Whom patients name as delegate or guardian; it has a key to sign with.
    address private immutable agent = vm.addr(AGENT_KEY);

    address[3] public patients;
    address[3] public requesters;
    bytes32[3] public records;
    address[] public oracles;
    bytes32[] public ids;

    /// @dev What was sent to the market unasked, and what each account took out.
    uint256 public donated;
    mapping(address account => uint256) public withdrawn;
    /// @dev Juels of oracle payments that came back for each account.
    mapping(address account => uint256) public recovered;
    /// @dev What stood in `sealedHash` when the request ended without, or lost, its grant.
    mapping(bytes32 id => bytes32) public hashAtEnd;
    mapping(bytes32 id => bool) public ended;

    /// @dev What patients were paid for emergency access.
    mapping(address account => uint256) public emergencyFees;

    // Violations, counted where they can be seen.
    uint256 public overpaid;
    uint256 public approvedByOthers;
    uint256 public changedByFulfilment;
    uint256 public blocked;

    constructor() {
        _deployMarket();
        patients = [patient, _person("second patient"), _person("hostile patient")];
        requesters = [requester, _person("second requester"), _person("hostile requester")];
        // Called in any way, they burn all gas.
        vm.etch(patients[2], hex"fe");
        vm.etch(requesters[2], hex"fe");
        records = [RECORD, keccak256("second record"), keccak256("third record")];
        for (uint256 i = 0; i < 3; ++i) {
            _fund(requesters[i], address(market), SUPPLY);
            if (i == 0) continue;
            vm.prank(patients[i]);
            market.register(records[i], SafeCast.toUint96(i * 1 ether));
        }
        link.mint(stranger, SUPPLY);
        oracles = [address(operator), address(_newOperator()), address(new LyingOracle(address(link))), forwarder];
        _useForwarder();
        _fund(agent, address(market), SUPPLY);
    }

    function request(uint256 who, uint256 record, uint256 maxFee) external {
        if (ids.length == MAX_REQUESTS) return;
        address payer = requesters[who % 3];
        maxFee = maxFee % 5 ether;
        uint256 before = link.balanceOf(payer);
        bytes memory data = maxFee % 2 == 0
            ? abi.encodeCall(market.request, (records[record % 3], KEY, maxFee))
            : abi.encodeCall(market.requestWithTerms, (records[record % 3], KEY, maxFee, PURPOSE, 1 days));
        _ask(payer, data);
        _notePayment(payer, before, maxFee);
    }

    function reissue(uint256 which, uint256 who, uint256 maxFee) external {
        (bytes32 id, IRecordMarket.Request memory r) = _pick(which);
        if (id == 0 || ids.length == MAX_REQUESTS) return;
        address payer = who % 4 == 0 ? _account(who / 4) : r.requester;
        maxFee = maxFee % 1 ether;
        uint256 before = link.balanceOf(payer);
        bool ok = _ask(payer, abi.encodeCall(market.reissue, (id, KEY, maxFee)));
        _notePayment(payer, before, maxFee);
        if (ok && (payer != r.requester || r.status != IRecordMarket.Status.Released)) ++approvedByOthers;
    }

    function nameAgent(uint256 whose, uint256 role, uint256 time) external {
        vm.prank(patients[whose % 3]);
        uint64 until = SafeCast.toUint64(block.timestamp + time % 10 days);
        market.nameAgent(agent, IPatientSide.Role(role % 3), until);
    }

    function emergency(uint256 record, uint256 maxFee) external {
        if (ids.length == MAX_REQUESTS) return;
        maxFee = maxFee % 1 ether;
        uint256 before = link.balanceOf(agent);
        bool guardian = market.roleOf(patients[record % 3], agent) == IPatientSide.Role.Guardian;
        bool ok = _ask(agent, abi.encodeCall(market.emergencyAccess, (records[record % 3], KEY, maxFee)));
        _notePayment(agent, before, maxFee);
        if (ok && !guardian) ++approvedByOthers;
    }

    function payEmergencyFee(uint256 which) external {
        (bytes32 id, IRecordMarket.Request memory r) = _pick(which);
        if (id == 0) return;
        (bool ok,) = _try(agent, abi.encodeCall(market.payEmergencyFee, (id)));
        if (ok) emergencyFees[r.patient] += r.feeOwed;
    }

    /// @dev The agent signs, whatever its role, sometimes for another nonce or too late.
    function approveBySignature(uint256 which, uint256 how) external {
        (bytes32 id, IRecordMarket.Request memory r) = _pick(which);
        if (id == 0) return;
        uint256 expiry = block.timestamp + how % 3;
        bytes memory signature = _sign(AGENT_KEY, _digest(id, market.nonces(agent) + (how % 5 == 0 ? 1 : 0), expiry));
        bool entitled = how % 3 != 0 && how % 5 != 0 && market.roleOf(r.patient, agent) != IPatientSide.Role.None;
        (bool ok,) = _try(stranger, abi.encodeCall(market.approveBySig, (id, agent, expiry, signature)));
        if (ok && !entitled) ++approvedByOthers;
    }

    function togglePause() external {
        if (market.paused()) market.unpause();
        else market.pause();
    }

    function approve(uint256 which, uint256 who) external {
        (bytes32 id, IRecordMarket.Request memory r) = _pick(which);
        if (id == 0) return;
        address caller = _caller(who, r);
        (bool ok,) = _try(caller, abi.encodeCall(market.approve, (id)));
        bool entitled = caller == r.patient || market.roleOf(r.patient, caller) != IPatientSide.Role.None;
        if (ok && !entitled) ++approvedByOthers;
        bool due = entitled && r.status == IRecordMarket.Status.Requested && block.timestamp < r.deadline;
        if (due && !ok && r.oracle != oracles[2]) ++blocked;
    }

    function decline(uint256 which, uint256 who) external {
        (bytes32 id, IRecordMarket.Request memory r) = _pick(which);
        if (id == 0) return;
        address caller = _caller(who, r);
        (bool ok,) = _try(caller, abi.encodeCall(market.decline, (id)));
        if (!ok && caller == r.patient && r.status == IRecordMarket.Status.Requested) ++blocked;
        _noteEnd(id);
    }

    function revoke(uint256 which, uint256 who) external {
        (bytes32 id, IRecordMarket.Request memory r) = _pick(which);
        if (id == 0) return;
        _try(_caller(who, r), abi.encodeCall(market.revoke, (id)));
        _noteEnd(id);
    }

    function expire(uint256 which) external {
        (bytes32 id,) = _pick(which);
        if (id != 0) _expire(id);
    }

    /// @dev The oracle that was asked answers: well, with nothing, or with what cannot be decoded.
    function answer(uint256 which, uint256 how) external {
        (bytes32 id, IRecordMarket.Request memory r) = _pick(which);
        if (id == 0) return;
        bytes memory location = how % 3 == 0 ? bytes("") : SEALED;
        bytes memory data = how % 5 == 0 ? abi.encode(r.oracleRequestId) : abi.encode(r.oracleRequestId, location);
        _deliver(r, data);
        if (!r.oraclePending) _noteUnchanged(id, r);
    }

    /// @dev Somebody else answers.
    function forge(uint256 which, uint256 who) external {
        (bytes32 id, IRecordMarket.Request memory r) = _pick(which);
        if (id == 0) return;
        address caller = who % 4 == 3 ? stranger : oracles[who % 4];
        if (caller == r.oracle) return;
        _try(caller, abi.encodeCall(market.fulfillRecord, (r.oracleRequestId, SEALED)));
        _try(caller, abi.encodeCall(market.onReport, (_metadata(WORKFLOW), abi.encode(r.oracleRequestId, SEALED))));
        _noteUnchanged(id, r);
    }

    /// @dev How the lying oracle behaves from now on.
    function corrupt(uint256 mode, uint256 which) external {
        LyingOracle liar = LyingOracle(oracles[2]);
        liar.setOnCancel(LyingOracle.OnCancel(mode % 4));
        (bytes32 id, IRecordMarket.Request memory r) = _pick(which);
        if (mode % 3 == 0) liar.reenterWith(address(market), abi.encodeCall(market.expire, (id)));
        else liar.reenterWith(address(market), abi.encodeCall(market.fulfillRecord, (r.oracleRequestId, SEALED)));
    }

    function withdraw(uint256 who) external {
        _withdraw(_account(who));
    }

    function setFee(uint256 record, uint256 fee) external {
        vm.prank(patients[record % 3]);
        market.setFee(records[record % 3], SafeCast.toUint96(fee % 3 ether));
    }

    function setOracle(uint256 which, uint256 payment) external {
        if (which % 4 == 3) market.setForwarder(forwarder, WORKFLOW);
        else market.setOracle(oracles[which % 4], JOB, SafeCast.toUint96(payment % 1 ether));
    }

    function donate(uint256 amount) external {
        amount = amount % 1 ether;
        donated += amount;
        vm.prank(stranger);
        _true(link.transfer(address(market), amount), "donated");
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + (time % 4 == 0 ? time % 8 days : time % 6 minutes));
    }

    /// @dev After the last deadline everybody gets everything out, with a stranger's calls alone.
    function drain() external {
        vm.warp(block.timestamp + WINDOW);
        for (uint256 i = 0; i < ids.length; ++i) {
            _expire(ids[i]);
        }
        for (uint256 i = 0; i < 6; ++i) {
            _withdraw(_account(i));
        }
        if (market.balanceOf(agent) != 0) _withdraw(agent);
    }

    function count() external view returns (uint256) {
        return ids.length;
    }

    function get(uint256 i) external view returns (IRecordMarket.Request memory) {
        return market.getRequest(ids[i]);
    }

    function accounts() external view returns (address[7] memory) {
        return [patients[0], patients[1], patients[2], requesters[0], requesters[1], requesters[2], agent];
    }

    function escrow() external view returns (uint256) {
        return market.totalEscrow();
    }

    function balances() external view returns (uint256) {
        return market.totalBalances();
    }

    function balanceOf(address account) external view returns (uint256) {
        return market.balanceOf(account);
    }

    function linkOfMarket() external view returns (uint256) {
        return link.balanceOf(address(market));
    }

    function _expire(bytes32 id) private {
        IRecordMarket.Request memory r = market.getRequest(id);
        uint256 before = link.balanceOf(address(market));
        (bool ok,) = _try(stranger, abi.encodeCall(market.expire, (id)));
        bool open = r.status == IRecordMarket.Status.Requested || r.oraclePending;
        if (!ok && open && block.timestamp >= r.deadline) ++blocked;
        recovered[r.requester] += link.balanceOf(address(market)) - before;
        _noteEnd(id);
    }

    function _withdraw(address account) private {
        uint256 owed = market.balanceOf(account);
        uint256 before = link.balanceOf(account);
        (bool ok,) = _try(account, abi.encodeCall(market.withdraw, ()));
        if (ok != (owed != 0) || link.balanceOf(account) - before != owed) ++blocked;
        withdrawn[account] += owed;
    }

    function _deliver(IRecordMarket.Request memory r, bytes memory data) private {
        if (r.oracle == oracles[2]) {
            LyingOracle(r.oracle).callNow(address(market), bytes.concat(market.fulfillRecord.selector, data));
            return;
        }
        if (r.oracle == forwarder) {
            _try(forwarder, abi.encodeCall(market.onReport, (_metadata(WORKFLOW), data)));
            return;
        }
        bytes memory call = abi.encodeCall(
            operator.fulfillOracleRequest2,
            (r.oracleRequestId, r.oraclePayment, address(market), market.fulfillRecord.selector, r.deadline, data)
        );
        vm.prank(node);
        // Operator refuses answers to requests that it does not wait for.
        (bool ok,) = r.oracle.call(call);
        ok;
    }

    /// @dev The request, or nothing while there is none.
    function _pick(uint256 which) private view returns (bytes32 id, IRecordMarket.Request memory r) {
        if (ids.length == 0) return (id, r);
        id = ids[which % ids.length];
        r = market.getRequest(id);
    }

    /// @dev Mostly the patient, sometimes anybody.
    function _caller(uint256 who, IRecordMarket.Request memory r) private view returns (address) {
        if (who % 4 != 0) return who % 4 == 3 ? agent : r.patient;
        return who % 8 == 0 ? stranger : _account(who / 8);
    }

    function _account(uint256 who) private view returns (address) {
        return who % 6 < 3 ? patients[who % 3] : requesters[who % 3];
    }

    function _try(address caller, bytes memory data) private returns (bool ok, bytes memory result) {
        vm.prank(caller);
        return address(market).call{gas: 8_000_000}(data);
    }

    function _ask(address payer, bytes memory data) private returns (bool ok) {
        bytes memory result;
        (ok, result) = _try(payer, data);
        if (ok) ids.push(abi.decode(result, (bytes32)));
    }

    function _notePayment(address payer, uint256 before, uint256 maximum) private {
        if (before - link.balanceOf(payer) > maximum) ++overpaid;
    }

    function _noteUnchanged(bytes32 id, IRecordMarket.Request memory before) private {
        if (keccak256(abi.encode(market.getRequest(id))) != keccak256(abi.encode(before))) ++changedByFulfilment;
    }

    function _noteEnd(bytes32 id) private {
        IRecordMarket.Request memory r = market.getRequest(id);
        bool over = r.status == IRecordMarket.Status.Revoked || r.status == IRecordMarket.Status.Declined
            || r.status == IRecordMarket.Status.Expired;
        if (!over || ended[id]) return;
        ended[id] = true;
        hashAtEnd[id] = r.sealedHash;
    }
}
