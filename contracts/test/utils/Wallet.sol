// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

/// @dev A contract account that agrees to one digest, by EIP-1271.
contract Wallet {
    bytes32 private _agreed;

    function agree(bytes32 digest) external {
        _agreed = digest;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return digest == _agreed ? this.isValidSignature.selector : bytes4(0);
    }
}
