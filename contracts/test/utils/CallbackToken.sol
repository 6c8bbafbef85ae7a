// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @dev A token that, unlike LINK, calls contracts whenever they receive some.
contract CallbackToken is ERC20("Callback", "CALL") {
    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }

    function _afterTokenTransfer(address from, address to, uint256 amount) internal override {
        if (from == address(0) || to.code.length == 0) return;
        // Whether the receiver takes it or not.
        (bool ok,) = to.call(abi.encodeWithSignature("onTokenTransfer(address,uint256,bytes)", from, amount, ""));
        ok;
    }
}
