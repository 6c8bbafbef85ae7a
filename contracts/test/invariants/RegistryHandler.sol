// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IScoreRegistry} from "../../src/interfaces/IScoreRegistry.sol";
import {LyingOracle} from "../utils/LyingOracle.sol";
import {RegistryFixture} from "../utils/RegistryFixture.sol";
import {Topics} from "../utils/Topics.sol";
import {Vm} from "../utils/Vm.sol";

/// @dev Everything that anybody can do to a registry, with random parameters, and a ledger of what came of it.
contract RegistryHandler is RegistryFixture {
    struct Asked {
        bytes32 id;
        address oracle;
        address payer;
        address subject;
        uint256 payment;
        uint256 expiration;
        bool batch;
    }

    address[3] public people;
    address[3] public oracles;
    Asked[] private _asked;

    uint256 public donated;
    mapping(address account => uint256) public paid;
    mapping(address account => uint256) public refunded;
    mapping(address account => uint256) public withdrawn;

    // Violations, counted where they can be seen.
    uint256 public requestedByOthers;
    uint256 public wentBack;
    uint256 public badScores;
    uint256 public halfStored;
    uint256 public overRefunded;

    constructor() {
        _deployRegistry();
        people = [SUBJECT, OTHER, _person("hostile subject")];
        vm.etch(people[2], hex"fe");
        _fund(people[2], address(registry), 1 ether);
        for (uint256 i = 0; i < 3; ++i) {
            link.mint(people[i], 1_000_000 ether);
        }
        link.mint(stranger, 1_000_000 ether);
        oracles = [address(operator), address(_newOperator()), address(new LyingOracle(address(link)))];
    }

    function request(uint256 who, uint256 whose) external {
        address payer = people[who % 3];
        address subject = people[whose % 3];
        bool entitled = _mayRequest(payer, subject);
        _ask(payer, subject, entitled, false, abi.encodeCall(registry.requestScore, (subject)));
    }

    function requestBatch(uint256 who, bool offered) external {
        registry.setBatchJob(offered ? BATCH_JOB : bytes32(0));
        address payer = people[who % 3];
        bool entitled = _mayRequest(payer, SUBJECT) && _mayRequest(payer, OTHER);
        _ask(payer, address(0), entitled, true, abi.encodeCall(registry.requestScores, (_pair())));
    }

    function allow(uint256 whose, uint256 who, uint256 time) external {
        vm.prank(people[whose % 3]);
        registry.allowReader(people[who % 3], SafeCast.toUint64(block.timestamp + 1 + time % 1 days));
    }

    function removeReader(uint256 whose, uint256 who) external {
        vm.prank(people[whose % 3]);
        registry.removeReader(people[who % 3]);
    }

    /// @dev The oracle answers anything, sometimes well.
    function answer(uint256 which, uint256 score, uint256 coverage, uint256 asOf, uint256 model) external {
        if (_asked.length == 0) return;
        Asked memory a = _asked[which % _asked.length];
        if (score % 4 != 0) score %= 10_002;
        if (coverage % 4 != 0) coverage = 4999 + coverage % 5003;
        if (asOf % 4 != 0) asOf = block.timestamp - 600 + asOf % 1200;
        bytes32 modelHash = bytes32(model % 4);
        bytes memory data = a.batch
            ? abi.encode(a.id, _pack(score, coverage, asOf, modelHash, model % 7 == 0))
            : abi.encode(a.id, score, coverage, asOf, modelHash);
        IScoreRegistry.Score[3] memory before = _latest();
        vm.recordLogs();
        _deliver(a, data);
        _check(before, vm.getRecordedLogs());
    }

    /// @dev Somebody who was not asked answers.
    function forge(uint256 which, uint256 who) external {
        if (_asked.length == 0) return;
        Asked memory a = _asked[which % _asked.length];
        address caller = who % 4 == 3 ? stranger : oracles[who % 4];
        if (caller == a.oracle) return;
        vm.prank(caller);
        (bool ok,) =
            address(registry).call(abi.encodeCall(registry.fulfillScore, (a.id, 1, 9000, block.timestamp, MODEL)));
        if (ok) ++badScores;
    }

    function cancel(uint256 which) external {
        if (_asked.length == 0) return;
        Asked memory a = _asked[which % _asked.length];
        uint256 before = registry.balanceOf(a.payer);
        vm.prank(stranger);
        (bool ok,) = address(registry).call{gas: 8_000_000}(abi.encodeCall(registry.cancelRequest, (a.id)));
        uint256 refund = registry.balanceOf(a.payer) - before;
        refunded[a.payer] += refund;
        if (refund > a.payment || (ok && block.timestamp < a.expiration)) ++overRefunded;
    }

    function withdraw(uint256 who) external {
        address account = people[who % 3];
        uint256 owed = registry.balanceOf(account);
        vm.prank(account);
        (bool ok,) = address(registry).call(abi.encodeCall(registry.withdraw, ()));
        _eq(ok ? 1 : 0, owed == 0 ? 0 : 1, "withdrawal succeeded");
        withdrawn[account] += owed;
    }

    /// @dev The owner changes the rules.
    function govern(uint256 what, uint256 value) external {
        if (what % 5 == 0) registry.setOracle(oracles[value % 3], JOB, SafeCast.toUint96(value % 1 ether));
        else if (what % 5 == 1) registry.setMinCoverage(SafeCast.toUint16(value % 10_001));
        else if (what % 5 == 2) registry.acceptModel(bytes32(1 + value % 3));
        else if (what % 5 == 3) registry.removeModel(bytes32(1 + value % 3));
        else if (registry.paused()) registry.unpause();
        else registry.pause();
    }

    function corrupt(uint256 mode, uint256 which) external {
        LyingOracle liar = LyingOracle(oracles[2]);
        liar.setOnCancel(LyingOracle.OnCancel(mode % 4));
        if (_asked.length == 0) return;
        liar.reenterWith(address(registry), abi.encodeCall(registry.cancelRequest, (_asked[which % _asked.length].id)));
    }

    function donate(uint256 amount) external {
        amount = amount % 1 ether;
        donated += amount;
        vm.prank(stranger);
        _true(link.transfer(address(registry), amount), "donated");
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + time % 6 minutes);
    }

    function balances() external view returns (uint256) {
        return registry.totalBalances();
    }

    function balanceOf(address account) external view returns (uint256) {
        return registry.balanceOf(account);
    }

    function linkOfRegistry() external view returns (uint256) {
        return link.balanceOf(address(registry));
    }

    function _ask(address payer, address subject, bool entitled, bool batch, bytes memory data) private {
        uint256 payment = registry.oraclePayment();
        vm.prank(payer);
        (bool ok, bytes memory result) = address(registry).call{gas: 8_000_000}(data);
        if (!ok) return;
        if (!entitled) ++requestedByOthers;
        paid[payer] += payment;
        bytes32 id = abi.decode(result, (bytes32));
        _asked.push(Asked(id, registry.oracle(), payer, subject, payment, block.timestamp + ORACLE_EXPIRY, batch));
    }

    function _mayRequest(address payer, address subject) private view returns (bool) {
        return payer == subject || registry.readerUntil(subject, payer) > block.timestamp;
    }

    /// @dev A batch's answer with the same numbers for both; `wrong` names the subjects the other way round.
    function _pack(uint256 score, uint256 coverage, uint256 asOf, bytes32 modelHash, bool wrong)
        private
        view
        returns (bytes memory)
    {
        (address first, address second) = wrong ? (OTHER, SUBJECT) : (SUBJECT, OTHER);
        // forge-lint: disable-next-item(unsafe-typecast)
        (uint16 s, uint16 c, uint64 t) = (uint16(score), uint16(coverage), uint64(asOf));
        return bytes.concat(modelHash, _word(first, s, c, t), _word(second, s, c, t));
    }

    function _deliver(Asked memory a, bytes memory data) private {
        bytes4 callback = a.batch ? registry.fulfillScores.selector : registry.fulfillScore.selector;
        if (a.oracle == oracles[2]) {
            LyingOracle(a.oracle).callNow(address(registry), bytes.concat(callback, data));
            return;
        }
        vm.prank(node);
        // Operator refuses answers to requests that it does not wait for.
        (bool ok,) = a.oracle
            .call(
                abi.encodeCall(
                    operator.fulfillOracleRequest2, (a.id, a.payment, address(registry), callback, a.expiration, data)
                )
            );
        ok;
    }

    function _latest() private view returns (IScoreRegistry.Score[3] memory scores) {
        for (uint256 i = 0; i < 3; ++i) {
            try registry.latest(people[i]) returns (IScoreRegistry.Score memory found) {
                scores[i] = found;
            } catch {}
        }
    }

    /// @dev Holds what an answer changed against the properties.
    function _check(IScoreRegistry.Score[3] memory before, Vm.Log[] memory logs) private {
        IScoreRegistry.Score[3] memory present = _latest();
        uint256 changed;
        for (uint256 i = 0; i < 3; ++i) {
            IScoreRegistry.Score memory s = present[i];
            if (s.asOf < before[i].asOf) ++wentBack;
            if (keccak256(abi.encode(s)) == keccak256(abi.encode(before[i]))) continue;
            ++changed;
            bool good = s.score <= 10_000 && s.coverage <= 10_000 && s.coverage >= registry.minCoverage()
                && s.asOf <= s.updatedAt + 5 minutes && s.updatedAt == block.timestamp
                && registry.isAcceptedModel(s.modelHash);
            if (!good) ++badScores;
        }
        // The same answer twice in a second changes nothing and is announced all the same.
        if (changed > _count(logs, Topics.SCORE_UPDATED)) ++halfStored;
    }
}
