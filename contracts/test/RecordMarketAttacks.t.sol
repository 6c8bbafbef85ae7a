// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IOracleConsumer} from "../src/interfaces/IOracleConsumer.sol";
import {IRecordMarket} from "../src/interfaces/IRecordMarket.sol";
import {RecordMarket} from "../src/RecordMarket.sol";
import {CallbackToken} from "./utils/CallbackToken.sol";
import {LyingOracle} from "./utils/LyingOracle.sol";
import {MarketFixture} from "./utils/MarketFixture.sol";
import {Topics} from "./utils/Topics.sol";
import {Vm} from "./utils/Vm.sol";

/// @dev What a stranger, an oracle or bad luck could try, and what comes of it: nothing.
contract RecordMarketAttacksTest is MarketFixture {
    string private constant NOT_THE_ORACLE = "Source must be the oracle of the request";

    function setUp() public {
        _deployMarket();
    }

    function test_Attack_ForgedFulfilment() public {
        OracleCall memory call = _approve(_request());
        vm.expectRevert(bytes(NOT_THE_ORACLE));
        vm.prank(node);
        market.fulfillRecord(call.requestId, SEALED);
        vm.expectRevert(bytes(NOT_THE_ORACLE));
        vm.prank(address(operator));
        market.fulfillRecord(KEY, SEALED);
    }

    function test_RevertWhen_AnsweredTwice() public {
        OracleCall memory call = _approve(_request());
        _answer(call, SEALED);
        vm.expectRevert(bytes(NOT_THE_ORACLE));
        vm.prank(address(operator));
        market.fulfillRecord(call.requestId, SEALED);
        _assertBalances(FEE, 0, 0);
    }

    function test_Attack_RequestForAnothersRecordThroughTheOperator() public {
        bytes32 id = _request();
        _fund(stranger, address(operator), 1 ether);
        bytes memory data = abi.encodeWithSignature(
            "oracleRequest(address,uint256,bytes32,address,bytes4,uint256,uint256,bytes)",
            address(0),
            0,
            JOB,
            address(market),
            IRecordMarket.fulfillRecord.selector,
            0,
            1,
            bytes.concat(hex"69", "requestId", hex"5820", id)
        );
        vm.recordLogs();
        vm.prank(stranger);
        link.transferAndCall(address(operator), PAYMENT, data);
        OracleCall memory call = _oracleCall(vm.getRecordedLogs());
        call.callbackAddr = address(market);
        _false(_fulfill(call, abi.encode(call.requestId, SEALED)), "callback accepted");
        _assertStatus(id, IRecordMarket.Status.Requested);
        _assertBalances(0, 0, PRICE);
    }

    function test_AnswerThatNeverArrivedCostsTheOraclePaymentButNotTheFee() public {
        bytes32 id = _request();
        OracleCall memory call = _approve(id);
        // Operator keeps its payment though the callback reverts: there are no bytes to decode.
        _false(_fulfill(call, abi.encode(call.requestId)), "callback accepted");
        _assertStatus(id, IRecordMarket.Status.Approved);

        vm.warp(call.expiration);
        vm.recordLogs();
        market.expire(id);
        _eq(_only(vm.getRecordedLogs(), Topics.PAYMENT_RECOVERED).data, abi.encode(0), "recovered");
        _assertStatus(id, IRecordMarket.Status.Expired);
        _assertBalances(0, FEE, 0);
    }

    function test_Attack_ReturnBombGasBurnAndRefusalToRefund() public {
        for (uint256 mode = 0; mode <= uint256(LyingOracle.OnCancel.ReturnBomb); ++mode) {
            (LyingOracle liar, bytes32 id) = _askLiar();
            liar.setOnCancel(LyingOracle.OnCancel(mode));
            vm.warp(block.timestamp + ORACLE_EXPIRY);
            market.expire{gas: 10_000_000}(id);
            _assertStatus(id, IRecordMarket.Status.Expired);
            _assertBalances(0, (mode + 1) * uint256(FEE), 0);
        }
    }

    function test_OracleThatIsGoneCannotHoldUpTheFee() public {
        (LyingOracle liar, bytes32 id) = _askLiar();
        vm.etch(address(liar), "");
        vm.warp(block.timestamp + ORACLE_EXPIRY);
        market.expire(id);
        _assertStatus(id, IRecordMarket.Status.Expired);
        _assertBalances(0, FEE, 0);
    }

    function test_OracleThatAnswersWhileAskedIsRefused() public {
        (LyingOracle liar, bytes32 id) = _requestLiar();
        bytes32 oracleId = _nextOracleId();
        liar.reenterWith(
            address(market), abi.encodeWithSelector(IRecordMarket.fulfillRecord.selector, oracleId, SEALED)
        );
        _approveQuietly(id);
        _eq(market.getRequest(id).oracleRequestId, oracleId, "oracle request id");
        _false(liar.reentered(), "answer accepted");
        _eq(liar.reentryResult(), abi.encodeWithSelector(IOracleConsumer.UnknownRequest.selector, oracleId), "reason");
        _assertBalances(0, 0, FEE);
    }

    function test_OracleThatAnswersAfterTheExpiryIsRefused() public {
        (LyingOracle liar, bytes32 id) = _askLiar();
        bytes32 oracleId = market.getRequest(id).oracleRequestId;
        bytes memory answer = abi.encodeWithSelector(IRecordMarket.fulfillRecord.selector, oracleId, SEALED);
        vm.warp(block.timestamp + ORACLE_EXPIRY);
        liar.reenterWith(address(market), answer);
        market.expire(id);
        _false(liar.reentered(), "answer during the cancellation accepted");

        (bool ok,) = liar.callNow(address(market), answer);
        _false(ok, "late answer accepted");
        _assertStatus(id, IRecordMarket.Status.Expired);
        _assertBalances(0, FEE, 0);
    }

    function test_Attack_ReentrantOracle() public {
        bytes[6] memory calls = [
            abi.encodeWithSelector(IRecordMarket.request.selector, RECORD, KEY, PRICE),
            abi.encodeWithSelector(IRecordMarket.approve.selector, KEY),
            abi.encodeWithSelector(IRecordMarket.decline.selector, KEY),
            abi.encodeWithSelector(IRecordMarket.expire.selector, KEY),
            abi.encodeWithSelector(IRecordMarket.revoke.selector, KEY),
            abi.encodeWithSelector(IOracleConsumer.withdraw.selector)
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            (LyingOracle liar, bytes32 id) = _requestLiar();
            liar.reenterWith(address(market), calls[i]);
            _approveQuietly(id);
            _assertLocked(liar);
            vm.warp(block.timestamp + ORACLE_EXPIRY);
            market.expire(id);
            _assertLocked(liar);
        }
    }

    function testFuzz_TooLittleGasCannotMakeAnExpiryLoseTheOraclePayment(uint256 gasLimit, bool revoked) public {
        bytes32 id = _request();
        OracleCall memory call = _approve(id);
        if (revoked) _revoke(id);
        vm.warp(call.expiration);
        gasLimit = _bound(gasLimit, 20_000, 250_000);
        (bool ok,) = address(market).call{gas: gasLimit}(abi.encodeWithSelector(IRecordMarket.expire.selector, id));
        if (ok) {
            _assertBalances(0, PRICE, 0);
        } else {
            _true(market.getRequest(id).oraclePending, "still pending");
        }
    }

    function test_Attack_ForcedTokens() public {
        _request();
        link.mint(stranger, 2 ether);
        vm.prank(stranger);
        _true(link.transfer(address(market), 1 ether), "sent");
        _eq(market.totalEscrow(), PRICE, "escrow");
        _eq(market.totalBalances(), 0, "balances");

        vm.expectRevert("");
        vm.prank(stranger);
        link.transferAndCall(address(market), 1 ether, "");
    }

    /// @dev LINK's transfer calls nobody; on a token that does, the second withdrawal inside the first is refused.
    function test_Attack_ReentrantWithdrawalThroughAnERC677Callback() public {
        CallbackToken token = new CallbackToken();
        LyingOracle oracle = new LyingOracle(address(token));
        RecordMarket other = new RecordMarket(address(token), address(oracle), JOB, PAYMENT, WINDOW);
        LyingOracle thief = new LyingOracle(address(token));
        token.mint(address(thief), PRICE);
        token.mint(address(other), 10 * PRICE);
        vm.prank(patient);
        other.register(RECORD, FEE);
        vm.prank(address(thief));
        token.approve(address(other), PRICE);
        vm.prank(address(thief));
        bytes32 id = other.request(RECORD, KEY, PRICE);
        vm.prank(patient);
        other.decline(id);

        thief.reenterWith(address(other), abi.encodeCall(other.withdraw, ()));
        vm.prank(address(thief));
        other.withdraw();
        _assertLocked(thief);
        _eq(token.balanceOf(address(thief)), PRICE, "thief's LINK");
        _eq(token.balanceOf(address(other)), 10 * PRICE, "market's LINK");
    }

    /// @dev A patient or requester whose contract burns all gas when called: nothing ever calls it.
    function test_Attack_PatientThatReverts() public {
        vm.etch(patient, hex"fe");
        vm.etch(requester, hex"fe");
        bytes32 id = _request();
        _answer(_approve(id), SEALED);
        _assertBalances(FEE, 0, 0);
        bytes32 silent = _request();
        vm.warp(block.timestamp + WINDOW);
        market.expire(silent);
        _assertBalances(FEE, PRICE, 0);
        vm.prank(patient);
        market.withdraw();
        vm.prank(requester);
        market.withdraw();
        _assertBalances(0, 0, 0);
    }

    /// @dev Dust and a crowd of requests make nobody's next step dearer: nothing loops over them.
    function test_Attack_DustGriefing() public {
        bytes32 before = _request();
        uint256 gas = gasleft();
        _decline(before);
        uint256 alone = gas - gasleft();

        _fund(stranger, address(market), 100 ether);
        vm.prank(patient);
        market.setFee(RECORD, 0);
        for (uint256 i = 0; i < 30; ++i) {
            vm.prank(stranger);
            market.request(RECORD, KEY, PAYMENT);
            vm.prank(stranger);
            _true(link.transfer(address(market), 1), "dust");
        }
        vm.prank(requester);
        bytes32 id = market.request(RECORD, KEY, PAYMENT);
        gas = gasleft();
        _decline(id);
        _true(gas - gasleft() <= alone, "declining costs no more in a crowd");
        _eq(market.balanceOf(requester), PRICE + PAYMENT, "requester's balance");
    }

    function test_SquatterOfARecordIdEarnsNothing() public {
        bytes32 id = keccak256("squatted");
        vm.prank(stranger);
        market.register(id, FEE);
        vm.prank(requester);
        bytes32 request = market.request(id, KEY, PRICE);
        vm.recordLogs();
        vm.prank(stranger);
        market.approve(request);
        uint256 expiration = _oracleCall(vm.getRecordedLogs()).expiration;

        // The adapter knows another patient for this record and does not answer.
        vm.warp(expiration);
        market.expire(request);
        _eq(market.balanceOf(stranger), 0, "squatter's balance");
        _assertBalances(0, PRICE, 0);
    }

    /// @dev A request that will go to a new lying oracle, not approved yet.
    function _requestLiar() private returns (LyingOracle liar, bytes32 id) {
        liar = new LyingOracle(address(link));
        market.setOracle(address(liar), JOB, PAYMENT);
        id = _request();
    }

    /// @dev An approved request at a new lying oracle.
    function _askLiar() private returns (LyingOracle liar, bytes32 id) {
        (liar, id) = _requestLiar();
        _approveQuietly(id);
    }

    function _approveQuietly(bytes32 id) private {
        vm.prank(patient);
        market.approve(id);
    }

    /// @dev The id of the market's first request to any oracle.
    /// Source: Chainlink contracts 1.5.0, ChainlinkClient._rawRequest.
    function _nextOracleId() private view returns (bytes32) {
        return keccak256(abi.encodePacked(address(market), uint256(1)));
    }

    function _assertLocked(LyingOracle liar) private view {
        _false(liar.reentered(), "reentered");
        bytes memory locked = abi.encodeWithSignature("Error(string)", "ReentrancyGuard: reentrant call");
        _eq(liar.reentryResult(), locked, "reason");
    }
}
