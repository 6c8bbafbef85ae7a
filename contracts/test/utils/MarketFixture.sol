// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IRecordMarket} from "../../src/interfaces/IRecordMarket.sol";
import {RecordMarket} from "../../src/RecordMarket.sol";
import {Fixture} from "./Fixture.sol";
import {Vm} from "./Vm.sol";

/// @dev A market with one record on offer and one requester who can pay.
abstract contract MarketFixture is Fixture {
    bytes32 internal constant RECORD = keccak256("random record id");
    bytes32 internal constant KEY = keccak256("public key");
    uint96 internal constant FEE = 2 ether;
    uint256 internal constant PRICE = uint256(FEE) + PAYMENT;
    uint64 internal constant WINDOW = 7 days;
    bytes internal constant SEALED = "sealed to the requester's key";

    address internal immutable patient = _person("patient");
    address internal immutable requester = _person("requester");

    bytes16 internal constant PURPOSE = "TREAT";
    uint32 internal constant PERIOD = 30 days;
    bytes32 internal constant WORKFLOW = keccak256("workflow");

    RecordMarket internal market;
    /// @dev Passes for a forwarder of reports: it has code.
    address internal immutable forwarder = _person("forwarder");

    function _deployMarket() internal {
        _deployChainlink();
        market = new RecordMarket(address(link), address(operator), JOB, PAYMENT, WINDOW);
        _fund(requester, address(market), 100 ether);
        vm.prank(patient);
        market.register(RECORD, FEE);
    }

    function _request() internal returns (bytes32) {
        vm.prank(requester);
        return market.request(RECORD, KEY, PRICE);
    }

    function _requestWithTerms() internal returns (bytes32) {
        vm.prank(requester);
        return market.requestWithTerms(RECORD, KEY, PRICE, PURPOSE, PERIOD);
    }

    /// @dev What a wallet shows and signs for an approval.
    function _digest(bytes32 id, uint256 nonce, uint256 expiry) internal view returns (bytes32) {
        IRecordMarket.Request memory r = market.getRequest(id);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Link4Health RecordMarket"),
                keccak256("1"),
                block.chainid,
                address(market)
            )
        );
        bytes32 typeHash = keccak256(
            "Approval(bytes32 requestId,bytes32 recordId,address requester,uint96 fee,bytes16 purpose,uint32 accessPeriod,uint256 nonce,uint256 expiry)"
        );
        bytes32 content = keccak256(
            abi.encode(typeHash, id, r.recordId, r.requester, r.fee, r.purpose, r.accessPeriod, nonce, expiry)
        );
        return keccak256(abi.encodePacked(hex"1901", domain, content));
    }

    function _sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev What the forwarder's metadata looks like.
    function _metadata(bytes32 workflow) internal pure returns (bytes memory) {
        // forge-lint: disable-next-line(unsafe-typecast)
        return abi.encodePacked(workflow, bytes10("workflow"), address(1), bytes2("01"));
    }

    function _useForwarder() internal {
        vm.etch(forwarder, hex"00");
        market.setForwarder(forwarder, WORKFLOW);
    }

    /// @dev The forwarder brings a report about a request that was approved.
    function _report(bytes32 oracleRequestId, bytes memory sealedLocation) internal {
        vm.prank(forwarder);
        market.onReport(_metadata(WORKFLOW), abi.encode(oracleRequestId, sealedLocation));
    }

    function _approve(bytes32 id) internal returns (OracleCall memory) {
        vm.recordLogs();
        vm.prank(patient);
        market.approve(id);
        return _oracleCall(vm.getRecordedLogs());
    }

    function _decline(bytes32 id) internal {
        vm.prank(patient);
        market.decline(id);
    }

    function _revoke(bytes32 id) internal {
        vm.prank(patient);
        market.revoke(id);
    }

    /// @dev The oracle's answer; returns what the chain logged.
    function _answer(OracleCall memory call, bytes memory sealedLocation) internal returns (Vm.Log[] memory) {
        vm.recordLogs();
        _true(_fulfill(call, abi.encode(call.requestId, sealedLocation)), "callback succeeded");
        return vm.getRecordedLogs();
    }

    function _assertStatus(bytes32 id, IRecordMarket.Status expected) internal view {
        _eq(uint256(market.getRequest(id).status), uint256(expected), "status");
    }

    function _assertBalances(uint256 patients, uint256 requesters, uint256 escrow) internal view {
        _eq(market.balanceOf(patient), patients, "patient's balance");
        _eq(market.balanceOf(requester), requesters, "requester's balance");
        _eq(market.totalBalances(), patients + requesters, "total of balances");
        _eq(market.totalEscrow(), escrow, "escrow");
        _eq(link.balanceOf(address(market)), patients + requesters + escrow, "market's LINK");
    }
}
