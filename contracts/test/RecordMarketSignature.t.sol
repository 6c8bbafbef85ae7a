// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {IPatientSide} from "../src/interfaces/IPatientSide.sol";
import {IRecordMarket} from "../src/interfaces/IRecordMarket.sol";
import {MarketFixture} from "./utils/MarketFixture.sol";
import {Wallet} from "./utils/Wallet.sol";

/// @dev Approval by signature.
contract RecordMarketSignatureTest is MarketFixture {
    uint256 private constant SIGNING_KEY = 0x5161;
    bytes32 private constant SIGNED_RECORD = keccak256("record of one who signs");

    address private immutable signer = vm.addr(SIGNING_KEY);

    bytes32 private id;
    uint256 private expiry;

    function setUp() public {
        _deployMarket();
        vm.prank(signer);
        market.register(SIGNED_RECORD, FEE);
        id = _requestSigned();
        expiry = block.timestamp + 1 hours;
    }

    function test_AnyoneBringsThePatientsSignature() public {
        bytes memory signature = _sign(SIGNING_KEY, _digest(id, 0, expiry));
        vm.warp(expiry - 1);
        _bring(id, signer, signature);
        _assertStatus(id, IRecordMarket.Status.Approved);
        _eq(market.nonces(signer), 1, "nonce");
    }

    function test_DelegateSigns() public {
        vm.prank(patient);
        market.nameAgent(signer, IPatientSide.Role.Delegate, type(uint64).max);
        id = _request();
        _bring(id, signer, _sign(SIGNING_KEY, _digest(id, 0, expiry)));
        _assertStatus(id, IRecordMarket.Status.Approved);
    }

    function test_ContractAccountSigns() public {
        Wallet wallet = new Wallet();
        vm.prank(patient);
        market.nameAgent(address(wallet), IPatientSide.Role.Delegate, type(uint64).max);
        id = _request();
        vm.expectRevert(abi.encodeWithSelector(IPatientSide.WrongSignature.selector, address(wallet)));
        market.approveBySig(id, address(wallet), expiry, "");
        wallet.agree(_digest(id, 0, expiry));
        _bring(id, address(wallet), "");
        _assertStatus(id, IRecordMarket.Status.Approved);
    }

    function test_RevertWhen_SignatureCameTooLate() public {
        bytes memory signature = _sign(SIGNING_KEY, _digest(id, 0, expiry));
        vm.warp(expiry);
        vm.expectRevert(abi.encodeWithSelector(IPatientSide.SignatureExpired.selector, expiry, expiry));
        market.approveBySig(id, signer, expiry, signature);
    }

    function test_RevertWhen_SignerDoesNotSpeakForThePatient() public {
        id = _request();
        bytes memory signature = _sign(SIGNING_KEY, _digest(id, 0, expiry));
        vm.expectRevert(abi.encodeWithSelector(IPatientSide.NotPatient.selector, signer, patient));
        market.approveBySig(id, signer, expiry, signature);
    }

    function test_RevertWhen_RequestIsUnknown() public {
        vm.expectRevert(abi.encodeWithSignature("UnknownRequest(bytes32)", KEY));
        market.approveBySig(KEY, signer, expiry, "");
    }

    /// @dev One approval, one request: nothing brings the signature in again, for this request or another.
    function test_Attack_ReplayedSignature() public {
        bytes memory signature = _sign(SIGNING_KEY, _digest(id, 0, expiry));
        _bring(id, signer, signature);
        bytes32 second = _requestSigned();
        _refused(id, signature);
        _refused(second, signature);
        // Neither is one of another chain any good here.
        uint256 here = block.chainid;
        vm.chainId(here + 1);
        bytes memory foreign = _sign(SIGNING_KEY, _digest(second, 1, expiry));
        vm.chainId(here);
        _refused(second, foreign);
        _assertStatus(second, IRecordMarket.Status.Requested);
    }

    /// @dev The same signature's other form, with the high s, is none; nor is a short one.
    function test_Attack_MalleableSignature() public {
        uint256 order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(SIGNING_KEY, _digest(id, 0, expiry));
        _refused(id, abi.encodePacked(r, order - uint256(s), v == 27 ? uint8(28) : uint8(27)));
        _refused(id, abi.encodePacked(r, s));
        _refused(id, "");
        _bring(id, signer, abi.encodePacked(r, s, v));
        _refused(id, abi.encodePacked(r, order - uint256(s), v == 27 ? uint8(28) : uint8(27)));
    }

    function _requestSigned() private returns (bytes32) {
        vm.prank(requester);
        return market.requestWithTerms(SIGNED_RECORD, KEY, PRICE, PURPOSE, PERIOD);
    }

    function _bring(bytes32 request, address by, bytes memory signature) private {
        vm.prank(stranger);
        market.approveBySig(request, by, expiry, signature);
    }

    function _refused(bytes32 request, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IPatientSide.WrongSignature.selector, signer));
        market.approveBySig(request, signer, expiry, signature);
    }
}
