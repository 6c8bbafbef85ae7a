// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

/// @dev Passes for an Operator, then does what it was told: it keeps money, burns gas or calls back at bad moments.
contract LyingOracle {
    enum OnCancel {
        KeepMoney,
        Revert,
        BurnGas,
        ReturnBomb
    }

    uint256 public EXPIRYTIME = 5 minutes;
    address public getChainlinkToken;
    OnCancel public onCancel;
    /// @dev Whether the call made in the middle of another succeeded, and what it returned.
    bool public reentered;
    bytes public reentryResult;

    address private _target;
    bytes private _data;

    constructor(address token) {
        getChainlinkToken = token;
    }

    function setExpiry(uint256 expiry) external {
        EXPIRYTIME = expiry;
    }

    function setOnCancel(OnCancel mode) external {
        onCancel = mode;
    }

    /// @dev Calls `target` when asked or cancelled.
    function reenterWith(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    /// @dev Calls `target` now, as the oracle.
    function callNow(address target, bytes calldata data) external returns (bool ok, bytes memory result) {
        return target.call(data);
    }

    function onTokenTransfer(address, uint256, bytes calldata) external {
        _reenter();
    }

    function cancelOracleRequest(bytes32, uint256, bytes4, uint256) external {
        _reenter();
        if (onCancel == OnCancel.Revert) revert("no");
        if (onCancel == OnCancel.BurnGas) {
            while (true) {}
        }
        if (onCancel == OnCancel.ReturnBomb) {
            assembly {
                revert(0, 1000000)
            }
        }
    }

    function _reenter() private {
        if (_target != address(0)) (reentered, reentryResult) = _target.call(_data);
    }
}
