// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {Operator} from "@chainlink/contracts/src/v0.8/operatorforwarder/Operator.sol";

import {RecordMarket} from "../../src/RecordMarket.sol";
import {RegistryFixture} from "../utils/RegistryFixture.sol";
import {Vm} from "../utils/Vm.sol";
import {BareConsumer} from "./BareConsumer.sol";
import {StringMarket} from "./StringMarket.sol";

/// @dev Gas of whole transactions. Needs `isolate`, in which forge runs each call as a transaction of its own, as the profile
/// "gas" does; snapshots/gas.json keeps the numbers and docs/contracts.md shows them.
contract GasTest is RegistryFixture {
    /// @dev HPKE's key and tag around a padded location: 32 + 128 + 16 bytes.
    uint256 private constant SEALED_LENGTH = 176;

    address private immutable patient = _person("patient");
    /// @dev Too many to be locals.
    uint256 private started;

    function setUp() public {
        _deployRegistry();
    }

    function test_ScoreCallback() public {
        BareConsumer bare = new BareConsumer(address(link));
        link.mint(address(bare), 10 ether);
        uint256 bareFirst = _bareAnswer(bare, 1);
        uint256 bareUpdate = _bareAnswer(bare, 2);
        registry.acceptModel(MODEL);
        // Others have scores already; SUBJECT has none.
        _scoreGas(OTHER, 1);
        uint256 first = _scoreGas(SUBJECT, 1);
        uint256 update = _scoreGas(SUBJECT, 2);
        vm.snapshotValue("gas", "bare consumer: first answer", bareFirst);
        vm.snapshotValue("gas", "bare consumer: second answer", bareUpdate);
        vm.snapshotValue("gas", "ScoreRegistry: first score of a subject", first);
        vm.snapshotValue("gas", "ScoreRegistry: update of a score", update);
        _true(first * 100 < bareFirst * 160, "first score under 1.6");
        _true(update * 100 < bareUpdate * 130, "update under 1.3");
    }

    function test_BatchOfTwenty() public {
        address[] memory subjects = new address[](20);
        bytes memory packed = bytes.concat(MODEL);
        registry.acceptModel(MODEL);
        for (uint160 i = 0; i < 20; ++i) {
            subjects[i] = address((1 << 152) + i);
            vm.prank(subjects[i]);
            registry.allowReader(SUBJECT, type(uint64).max);
            // forge-lint: disable-next-line(unsafe-typecast)
            packed = bytes.concat(packed, _word(subjects[i], 7312, 9000, uint64(NOW)));
        }
        // One after the other, each subject's first.
        uint256 single;
        for (uint160 i = 0; i < 20; ++i) {
            address subject = address((2 << 152) + i);
            vm.prank(subject);
            registry.allowReader(SUBJECT, type(uint64).max);
            single += _singleGas(subject);
        }
        uint256 gas = gasleft();
        OracleCall memory call = _requestBatch(subjects);
        gas -= gasleft();
        uint256 batch = gas + _fulfilGas(call, abi.encode(call.requestId, packed));
        _eq(registry.latest(subjects[19]).score, 7312, "last score");
        vm.snapshotValue("gas", "twenty single requests, answers included", single);
        vm.snapshotValue("gas", "a batch of twenty, answer included", batch);
        _true(batch * 100 < single * 35, "batch under 0.35");
    }

    function test_ApprovalToPayment() public {
        uint256 market = _marketGas();
        uint256 strings = _stringMarketGas();
        vm.snapshotValue("gas", "string market: approval, answer and withdrawal", strings);
        vm.snapshotValue("gas", "RecordMarket: approval, answer and withdrawal", market);
        _true(market * 100 < strings * 60, "approval to payment under 0.6");
    }

    function _bareAnswer(BareConsumer bare, uint256 value) private returns (uint256) {
        vm.recordLogs();
        bare.request(address(operator), JOB, PAYMENT);
        OracleCall memory call = _oracleCall(vm.getRecordedLogs());
        return _fulfilGas(call, abi.encode(call.requestId, value));
    }

    function _scoreGas(address subject, uint256 score) private returns (uint256) {
        OracleCall memory call = _request(subject);
        return _fulfilGas(call, abi.encode(call.requestId, score, 9000, NOW, MODEL));
    }

    function _singleGas(address subject) private returns (uint256 gas) {
        vm.recordLogs();
        vm.prank(SUBJECT);
        gas = gasleft();
        registry.requestScore(subject);
        gas -= gasleft();
        OracleCall memory call = _oracleCall(vm.getRecordedLogs());
        gas += _fulfilGas(call, abi.encode(call.requestId, 7312, 9000, NOW, MODEL));
    }

    /// @dev Bytes that are not zero, which would cost less.
    function _filled(uint256 length) private pure returns (bytes memory filled) {
        filled = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            filled[i] = 0x5a;
        }
    }

    /// @dev The node's transaction.
    function _fulfilGas(OracleCall memory call, bytes memory data) private returns (uint256 gas) {
        bytes memory input = abi.encodeCall(
            Operator.fulfillOracleRequest2,
            (call.requestId, call.payment, call.callbackAddr, call.callbackFunctionId, call.expiration, data)
        );
        vm.prank(node);
        gas = gasleft();
        (bool ok, bytes memory result) = address(operator).call(input);
        gas -= gasleft();
        _true(ok && abi.decode(result, (bool)), "callback succeeded");
    }

    function _marketGas() private returns (uint256 gas) {
        RecordMarket market = new RecordMarket(address(link), address(operator), JOB, PAYMENT, 7 days);
        _fund(SUBJECT, address(market), 10 ether);
        vm.prank(patient);
        market.register(MODEL, 2 ether);
        // Others have requests and balances already.
        vm.prank(OTHER);
        market.register(JOB, 0.5 ether);
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(SUBJECT);
            bytes32 others = market.request(JOB, JOB, 10 ether);
            if (i == 0) continue;
            vm.prank(OTHER);
            market.decline(others);
        }
        vm.prank(SUBJECT);
        bytes32 id = market.request(MODEL, JOB, 10 ether);
        vm.recordLogs();
        vm.prank(patient);
        gas = gasleft();
        market.approve(id);
        gas -= gasleft();
        OracleCall memory call = _oracleCall(vm.getRecordedLogs());
        gas += _fulfilGas(call, abi.encode(call.requestId, _filled(SEALED_LENGTH)));
        vm.prank(patient);
        started = gasleft();
        market.withdraw();
        gas += started - gasleft();
        _eq(link.balanceOf(patient), 2 ether, "patient's LINK");
    }

    function _stringMarketGas() private returns (uint256 gas) {
        StringMarket market = new StringMarket(address(link));
        _fund(SUBJECT, address(market), 10 ether);
        string memory id = "7d6f0c1e-58d4-4c0e-9b43-6a0f4f1f7a11";
        string memory word = "0x8f4b1c6d2e3a59708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8";
        address paid = _person("another patient");
        vm.prank(SUBJECT);
        market.request(id, word, word, paid, 2 ether, PAYMENT);
        vm.recordLogs();
        vm.prank(paid);
        gas = gasleft();
        market.approve(id, address(operator), JOB);
        gas -= gasleft();
        OracleCall memory call = _oracleCall(vm.getRecordedLogs());
        // The sealed location in hex, as a string can hold it.
        gas += _fulfilGas(call, abi.encode(call.requestId, string(_filled(2 + 2 * SEALED_LENGTH))));
        vm.prank(paid);
        started = gasleft();
        market.withdraw();
        gas += started - gasleft();
        _eq(link.balanceOf(paid), 2 ether, "patient's LINK");
    }
}
