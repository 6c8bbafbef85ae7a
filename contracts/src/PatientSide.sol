// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {IPatientSide} from "./interfaces/IPatientSide.sol";

/// @title PatientSide
/// @notice Keeps who speaks for a patient, and checks what they signed.
abstract contract PatientSide is IPatientSide, EIP712 {
    struct Agent {
        Role role;
        uint64 until;
    }

    /// @inheritdoc IPatientSide
    mapping(address signer => uint256) public nonces;

    mapping(address patient => mapping(address agent => Agent)) private _agents;

    /// @inheritdoc IPatientSide
    function nameAgent(address agent, Role role, uint64 until) external {
        _agents[msg.sender][agent] = Agent(role, until);
        emit AgentNamed(msg.sender, agent, role, until);
    }

    /// @inheritdoc IPatientSide
    function roleOf(address patient, address agent) external view returns (Role) {
        return _roleOf(patient, agent);
    }

    /// @dev Reverts unless `signer` signed `structHash`, followed by its nonce and `expiry`, and uses up the nonce.
    function _useSignature(address signer, bytes memory fields, uint256 expiry, bytes calldata signature) internal {
        if (block.timestamp >= expiry) revert SignatureExpired(block.timestamp, expiry);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encodePacked(fields, nonces[signer]++, expiry)));
        if (!SignatureChecker.isValidSignatureNow(signer, digest, signature)) revert WrongSignature(signer);
    }

    function _checkSpeaksFor(address patient, address speaker) internal view {
        if (speaker != patient && _roleOf(patient, speaker) == Role.None) revert NotPatient(speaker, patient);
    }

    function _checkGuardian(address patient) internal view {
        if (_roleOf(patient, msg.sender) != Role.Guardian) revert NotGuardian(msg.sender, patient);
    }

    function _roleOf(address patient, address agent) private view returns (Role) {
        Agent memory found = _agents[patient][agent];
        return block.timestamp < found.until ? found.role : Role.None;
    }
}
