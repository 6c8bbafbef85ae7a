// SPDX-License-Identifier: MIT
pragma solidity 0.8.19;

/// @title IPatientSide
/// @notice Who speaks for a patient.
/// @dev All times are Unix seconds.
interface IPatientSide {
    /// @notice What an agent may do.
    /// - Delegate: approve, decline and revoke as the patient can.
    /// - Guardian: that, and open records in an emergency.
    enum Role {
        None,
        Delegate,
        Guardian
    }

    /// @notice `agent` speaks for `patient` in this role until `until`; None takes it back.
    event AgentNamed(address indexed patient, address indexed agent, Role role, uint64 until);

    /// @notice Thrown if somebody else than the patient or their agent tries to act for them.
    error NotPatient(address caller, address patient);

    /// @notice Thrown if a caller is not the patient's guardian.
    error NotGuardian(address caller, address patient);

    /// @notice Thrown if a signature came too late.
    error SignatureExpired(uint256 present, uint256 expiry);

    /// @notice Thrown if a signature is not the signer's, or not of what it is for.
    error WrongSignature(address signer);

    /// @notice Names somebody who speaks for the caller, or no longer does. Overwrites.
    /// @param role None takes the role back.
    /// @param until When the role ends.
    function nameAgent(address agent, Role role, uint64 until) external;

    /// @notice What `agent` may do for `patient` now; None once it has ended.
    function roleOf(address patient, address agent) external view returns (Role);

    /// @notice The number that the next signature of `signer` must carry.
    function nonces(address signer) external view returns (uint256);
}
