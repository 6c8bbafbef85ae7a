// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package bindings

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// IRecordMarketRecord is an auto generated low-level Go binding around an user-defined struct.
type IRecordMarketRecord struct {
	Patient common.Address
	Fee     *big.Int
}

// IRecordMarketRequest is an auto generated low-level Go binding around an user-defined struct.
type IRecordMarketRequest struct {
	Requester       common.Address
	Patient         common.Address
	RecordId        [32]byte
	PublicKey       [32]byte
	Fee             *big.Int
	OraclePayment   *big.Int
	Oracle          common.Address
	Deadline        uint64
	Status          uint8
	OraclePending   bool
	OracleRequestId [32]byte
	SealedHash      [32]byte
	Purpose         [16]byte
	AccessPeriod    uint32
	AccessUntil     uint64
	Emergency       bool
	FeeOwed         *big.Int
	GrantId         [32]byte
}

// RecordMarketMetaData contains all meta data concerning the RecordMarket contract.
var RecordMarketMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"link\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"oracle_\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"jobId_\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"payment\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"approvalWindow_\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"APPROVAL_TYPEHASH\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"EMERGENCY\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_APPROVAL_WINDOW\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MIN_APPROVAL_WINDOW\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"acceptOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"approvalWindow\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"approve\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"approveBySig\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"expiry\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"signature\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"balanceOf\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"decline\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"eip712Domain\",\"inputs\":[],\"outputs\":[{\"name\":\"fields\",\"type\":\"bytes1\",\"internalType\":\"bytes1\"},{\"name\":\"name\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"version\",\"type\":\"string\",\"internalType\":\"string\"},{\"name\":\"chainId\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"verifyingContract\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"salt\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"extensions\",\"type\":\"uint256[]\",\"internalType\":\"uint256[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"emergencyAccess\",\"inputs\":[{\"name\":\"recordId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"publicKey\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"maxFee\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"expire\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fulfillRecord\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sealedLocation\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"getRecord\",\"inputs\":[{\"name\":\"recordId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structIRecordMarket.Record\",\"components\":[{\"name\":\"patient\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"fee\",\"type\":\"uint96\",\"internalType\":\"uint96\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"getRequest\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"found\",\"type\":\"tuple\",\"internalType\":\"structIRecordMarket.Request\",\"components\":[{\"name\":\"requester\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"patient\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"recordId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"publicKey\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"fee\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"oraclePayment\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"oracle\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"status\",\"type\":\"uint8\",\"internalType\":\"enumIRecordMarket.Status\"},{\"name\":\"oraclePending\",\"type\":\"bool\",\"internalType\":\"bool\"},{\"name\":\"oracleRequestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"sealedHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"purpose\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"},{\"name\":\"accessPeriod\",\"type\":\"uint32\",\"internalType\":\"uint32\"},{\"name\":\"accessUntil\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"emergency\",\"type\":\"bool\",\"internalType\":\"bool\"},{\"name\":\"feeOwed\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"grantId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"jobId\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"linkToken\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"nameAgent\",\"inputs\":[{\"name\":\"agent\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"role\",\"type\":\"uint8\",\"internalType\":\"enumIPatientSide.Role\"},{\"name\":\"until\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"nonces\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"onReport\",\"inputs\":[{\"name\":\"metadata\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"report\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"oracle\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"oraclePayment\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"owner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pause\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"paused\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"payEmergencyFee\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"pendingOwner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"price\",\"inputs\":[{\"name\":\"recordId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"register\",\"inputs\":[{\"name\":\"recordId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"fee\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"reissue\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"publicKey\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"maxFee\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"reissueId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"renounceOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"request\",\"inputs\":[{\"name\":\"recordId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"publicKey\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"maxFee\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestWithTerms\",\"inputs\":[{\"name\":\"recordId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"publicKey\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"maxFee\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"purpose\",\"type\":\"bytes16\",\"internalType\":\"bytes16\"},{\"name\":\"accessPeriod\",\"type\":\"uint32\",\"internalType\":\"uint32\"}],\"outputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"revoke\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"roleOf\",\"inputs\":[{\"name\":\"patient\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"agent\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint8\",\"internalType\":\"enumIPatientSide.Role\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"setFee\",\"inputs\":[{\"name\":\"recordId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"fee\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setForwarder\",\"inputs\":[{\"name\":\"forwarder\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"workflowId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setOracle\",\"inputs\":[{\"name\":\"oracle_\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"jobId_\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"payment\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"supportsInterface\",\"inputs\":[{\"name\":\"interfaceId\",\"type\":\"bytes4\",\"internalType\":\"bytes4\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"totalBalances\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"totalEscrow\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"transferOwnership\",\"inputs\":[{\"name\":\"newOwner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"unpause\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"usesReports\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[],\"outputs\":[{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"AccessReissued\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"grantId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"AccessRevoked\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"released\",\"type\":\"bool\",\"indexed\":false,\"internalType\":\"bool\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"AgentNamed\",\"inputs\":[{\"name\":\"patient\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"agent\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"role\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"enumIPatientSide.Role\"},{\"name\":\"until\",\"type\":\"uint64\",\"indexed\":false,\"internalType\":\"uint64\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"AnswerRefused\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"reason\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"enumIRecordMarket.Refusal\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ChainlinkCancelled\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ChainlinkFulfilled\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ChainlinkRequested\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Credited\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EIP712DomainChanged\",\"inputs\":[],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EmergencyAccess\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"recordId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"guardian\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"feeOwed\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"EmergencyFeePaid\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"FeeChanged\",\"inputs\":[{\"name\":\"recordId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"oldFee\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"newFee\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ForwarderChanged\",\"inputs\":[{\"name\":\"forwarder\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"workflowId\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OracleChanged\",\"inputs\":[{\"name\":\"oracle\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"payment\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OraclePaymentRecovered\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferStarted\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferred\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Paused\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RecordRegistered\",\"inputs\":[{\"name\":\"recordId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"patient\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"fee\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RecordReleased\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"sealedLocation\",\"type\":\"bytes\",\"indexed\":false,\"internalType\":\"bytes\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RecordRequested\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"recordId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"patient\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"requester\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"},{\"name\":\"publicKey\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"fee\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"oraclePayment\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"indexed\":false,\"internalType\":\"uint64\"},{\"name\":\"purpose\",\"type\":\"bytes16\",\"indexed\":false,\"internalType\":\"bytes16\"},{\"name\":\"accessPeriod\",\"type\":\"uint32\",\"indexed\":false,\"internalType\":\"uint32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ReportRequested\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"workflowId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"callback\",\"type\":\"bytes4\",\"indexed\":false,\"internalType\":\"bytes4\"},{\"name\":\"cborPayload\",\"type\":\"bytes\",\"indexed\":false,\"internalType\":\"bytes\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RequestApproved\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"oracleRequestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"deadline\",\"type\":\"uint64\",\"indexed\":false,\"internalType\":\"uint64\"},{\"name\":\"by\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RequestDeclined\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RequestExpired\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Unpaused\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Withdrawn\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"AccessEnds\",\"inputs\":[{\"name\":\"present\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"accessUntil\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"AlreadyRegistered\",\"inputs\":[{\"name\":\"recordId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"AlreadySettled\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"status\",\"type\":\"uint8\",\"internalType\":\"enumIRecordMarket.Status\"}]},{\"type\":\"error\",\"name\":\"DeadlineAhead\",\"inputs\":[{\"name\":\"present\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"DeadlinePassed\",\"inputs\":[{\"name\":\"present\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"deadline\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"InvalidShortString\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"NotAContract\",\"inputs\":[{\"name\":\"given\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotForwarder\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"forwarder\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotGuardian\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"patient\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotPatient\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"patient\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotRequester\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"requester\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NothingOwed\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NothingToWithdraw\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"PriceAboveMaximum\",\"inputs\":[{\"name\":\"price\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"maximum\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"PublicKeyMissing\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ReportTooShort\",\"inputs\":[{\"name\":\"given\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"minimum\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"SignatureExpired\",\"inputs\":[{\"name\":\"present\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"expiry\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"StringTooLong\",\"inputs\":[{\"name\":\"str\",\"type\":\"string\",\"internalType\":\"string\"}]},{\"type\":\"error\",\"name\":\"UnknownRecord\",\"inputs\":[{\"name\":\"recordId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"UnknownRequest\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"WindowOutOfRange\",\"inputs\":[{\"name\":\"given\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"minimum\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"maximum\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"WrongExpiryTime\",\"inputs\":[{\"name\":\"given\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"expected\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"WrongSignature\",\"inputs\":[{\"name\":\"signer\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"WrongStatus\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"given\",\"type\":\"uint8\",\"internalType\":\"enumIRecordMarket.Status\"},{\"name\":\"expected\",\"type\":\"uint8\",\"internalType\":\"enumIRecordMarket.Status\"}]},{\"type\":\"error\",\"name\":\"WrongToken\",\"inputs\":[{\"name\":\"given\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"expected\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"WrongWorkflow\",\"inputs\":[{\"name\":\"given\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"expected\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}]",
	ID:  "RecordMarket",
	Bin: "0x6101a060405260016004553480156200001757600080fd5b5060405162005ef038038062005ef08339810160408190526200003a9162000655565b6040518060400160405280601881526020017f4c696e6b344865616c7468205265636f72644d61726b65740000000000000000815250604051806040016040528060018152602001603160f81b81525086868686620000a8620000a26200022260201b60201c565b62000226565b6007805460ff60a01b1916905560016008556001600160a01b0384166080819052600280546001600160a01b0319169091179055620000e983838362000244565b50620000fd925084915060129050620004fc565b610140526200010e816013620004fc565b61016052815160208084019190912061010052815190820120610120524660c0526200019e6101005161012051604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201529081019290925260608201524660808201523060a082015260009060c00160405160208183030381529060405280519060200120905090565b60a05250503060e052603c6001600160401b0382161080620001cb57506276a7006001600160401b038216115b156200020a57604051631dd4158360e01b81526001600160401b0382166004820152603c60248201526276a70060448201526064015b60405180910390fd5b6001600160401b03166101805250620008ff92505050565b3390565b600780546001600160a01b0319169055620002418162000535565b50565b826001600160a01b03163b6000036200027c576040516322a2d07b60e21b81526001600160a01b038416600482015260240162000201565b6000836001600160a01b031663165d35e16040518163ffffffff1660e01b8152600401602060405180830381865afa158015620002bd573d6000803e3d6000fd5b505050506040513d601f19601f82011682018060405250810190620002e39190620006da565b90506080516001600160a01b0316816001600160a01b0316146200033257608051604051632d6ac12760e01b81526001600160a01b038084166004830152909116602482015260440162000201565b6000846001600160a01b031663520437836040518163ffffffff1660e01b8152600401602060405180830381865afa15801562000373573d6000803e3d6000fd5b505050506040513d601f19601f82011682018060405250810190620003999190620006ff565b905061012c8114620003ca5760405163107cbc9760e11b81526004810182905261012c602482015260440162000201565b60096040518060800160405280876001600160a01b0316815260200162000400866001600160601b03166200058760201b60201c565b6001600160581b0390811682526000602080840182905260409384018a9052855460018181018855968352918190208551600290930201805491860151868601511515600160f81b026001600160f81b0391909516600160a01b027fff000000000000000000000000000000000000000000000000000000000000009093166001600160a01b039485161792909217919091169290921782556060909301519301929092559051908616907f5ce4d9d6bae73bef33eaa7447844b99a8129e153656b7af55567b161bda6f39090620004ed90879087909182526001600160601b0316602082015260400190565b60405180910390a25050505050565b60006020835110156200051c576200051483620005f5565b90506200052f565b81620005298482620007be565b5060ff90505b92915050565b600680546001600160a01b038381166001600160a01b0319831681179093556040519116919082907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e090600090a35050565b60006001600160581b03821115620005f15760405162461bcd60e51b815260206004820152602660248201527f53616665436173743a2076616c756520646f65736e27742066697420696e203860448201526538206269747360d01b606482015260840162000201565b5090565b600080829050601f8151111562000623578260405163305a27a960e01b81526004016200020191906200088a565b80516200063082620008da565b179392505050565b80516001600160a01b03811681146200065057600080fd5b919050565b600080600080600060a086880312156200066e57600080fd5b620006798662000638565b9450620006896020870162000638565b6040870151606088015191955093506001600160601b0381168114620006ae57600080fd5b60808701519092506001600160401b0381168114620006cc57600080fd5b809150509295509295909350565b600060208284031215620006ed57600080fd5b620006f88262000638565b9392505050565b6000602082840312156200071257600080fd5b5051919050565b634e487b7160e01b600052604160045260246000fd5b600181811c908216806200074457607f821691505b6020821081036200076557634e487b7160e01b600052602260045260246000fd5b50919050565b601f821115620007b957600081815260208120601f850160051c81016020861015620007945750805b601f850160051c820191505b81811015620007b557828155600101620007a0565b5050505b505050565b81516001600160401b03811115620007da57620007da62000719565b620007f281620007eb84546200072f565b846200076b565b602080601f8311600181146200082a5760008415620008115750858301515b600019600386901b1c1916600185901b178555620007b5565b600085815260208120601f198616915b828110156200085b578886015182559484019460019091019084016200083a565b50858210156200087a5787850151600019600388901b60f8161c191681555b5050505050600190811b01905550565b600060208083528351808285015260005b81811015620008b9578581018301518582016040015282016200089b565b506000604082860101526040601f19601f8301168501019250505092915050565b80516020808301519190811015620007655760001960209190910360031b1b16919050565b60805160a05160c05160e051610100516101205161014051610160516101805161554f620009a1600039600081816105670152612421015260006113c60152600061139b015260006140a40152600061407c01526000613fd7015260006140010152600061402b01526000818161047901528181610a02015281816129cf01528181612e9401528181612f03015281816133300152613470015261554f6000f3fe608060405234801561001057600080fd5b506004361061030a5760003560e01c8063805f21321161019c578063b63c448b116100ee578063e5b1621f11610097578063f2fde38b11610071578063f2fde38b14610723578063f6b082a814610736578063fb1e61ca1461074957600080fd5b8063e5b1621f146106fe578063e629b78a14610711578063e9a932c71461071957600080fd5b8063c2939d97116100c8578063c2939d97146106d2578063c6441798146106da578063e30c3978146106ed57600080fd5b8063b63c448b1461068c578063b75c7dc61461069f578063be54fa9f146106b257600080fd5b80638da5cb5b11610150578063a53a1adf1161012a578063a53a1adf14610642578063a69a2ad114610655578063a9359d921461065d57600080fd5b80638da5cb5b146106155780638dd5b24814610626578063a3d898441461063957600080fd5b806384b0196e1161018157806384b0196e146105d457806388f3543a146105ef5780638cc7d3d11461060257600080fd5b8063805f2132146105b95780638456cb59146105cc57600080fd5b806357970e9311610260578063715018a61161020957806379ba5097116101e357806379ba5097146105895780637dc0d1d0146105915780637ecebe001461059957600080fd5b8063715018a614610547578063718683fc1461054f578063737b68dd1461056257600080fd5b806369b5d3b01161023a57806369b5d3b0146104ea5780636e8da88c1461050b57806370a082311461051e57600080fd5b806357970e93146104775780635c975abb146104b157806365a72497146104c357600080fd5b80633ccfd60b116102c25780633f4ba83a1161029c5780633f4ba83a1461044957806343200cb71461045157806346262c7b1461046457600080fd5b80633ccfd60b1461041b5780633d56807c146104235780633e2f39541461043657600080fd5b8063137e22b9116102f3578063137e22b9146103575780631c544d7614610378578063213681cd1461038d57600080fd5b806301ffc9a71461030f5780630c02e13014610337575b600080fd5b61032261031d366004614a44565b610769565b60405190151581526020015b60405180910390f35b61033f6107d2565b6040516001600160601b03909116815260200161032e565b61036a610365366004614a6e565b610818565b60405190815260200161032e565b61038b610386366004614ab1565b610867565b005b6103ee61039b366004614add565b6040805180820190915260008082526020820152506000908152600e60209081526040918290208251808401909352546001600160a01b0381168352600160a01b90046001600160601b03169082015290565b6040805182516001600160a01b031681526020928301516001600160601b0316928101929092520161032e565b61036a610940565b61038b610431366004614b0b565b610a36565b61038b610444366004614b67565b610b1e565b61038b610c8d565b61036a61045f366004614a6e565b610c9f565b61038b610472366004614add565b610ea7565b7f00000000000000000000000000000000000000000000000000000000000000005b6040516001600160a01b03909116815260200161032e565b600754600160a01b900460ff16610322565b61036a7f9e1329430d70b00686f47a3bc8f7b6f7ce160c6d42e585c92671a3cee68508ae81565b6104f2603c81565b60405167ffffffffffffffff909116815260200161032e565b61038b610519366004614bd5565b610fc2565b61036a61052c366004614c3f565b6001600160a01b03166000908152600c602052604090205490565b61038b6110b8565b61036a61055d366004614c5c565b6110ca565b6104f27f000000000000000000000000000000000000000000000000000000000000000081565b61038b611116565b6104996111a1565b61036a6105a7366004614c3f565b60146020526000908152604090205481565b61038b6105c7366004614cd1565b6111dc565b61038b61137d565b6105dc61138d565b60405161032e9796959493929190614d8d565b61036a6105fd366004614add565b611432565b61038b610610366004614add565b611479565b6006546001600160a01b0316610499565b61036a610634366004614a6e565b611551565b61036a60165481565b61038b610650366004614add565b61165b565b600d5461036a565b61066a6242544760e81b81565b6040516fffffffffffffffffffffffffffffffff19909116815260200161032e565b61038b61069a366004614e3f565b611677565b61038b6106ad366004614add565b61168f565b6106c56106c0366004614e7d565b611805565b60405161032e9190614edc565b61036a611811565b61038b6106e8366004614add565b611844565b6007546001600160a01b0316610499565b61038b61070c366004614ab1565b611b01565b610322611bc4565b6104f26276a70081565b61038b610731366004614c3f565b611c00565b61038b610744366004614eef565b611c71565b61075c610757366004614add565b611d88565b60405161032e9190614f4f565b60006001600160e01b031982167f805f21320000000000000000000000000000000000000000000000000000000014806107cc57506001600160e01b031982167f01ffc9a700000000000000000000000000000000000000000000000000000000145b92915050565b600060096107de61216c565b815481106107ee576107ee6150ac565b6000918252602090912060029091020154600160a01b90046affffffffffffffffffffff16919050565b6000610822612183565b61082a6121dc565b600061083585612236565b905061085385826000015183602001518787600060801b60006122c2565b9150506108606001600855565b9392505050565b6000828152600e60205260409020546001600160a01b0316156108be576040517f77caf672000000000000000000000000000000000000000000000000000000008152600481018390526024015b60405180910390fd5b604080518082018252338082526001600160601b0384811660208085018281526000898152600e835287902095519051909316600160a01b026001600160a01b039093169290921790935592519182529184917f378bad5046b35ddf58f2ab63bfbb8af22d22f623f78f6f6d37464c994cc5803e910160405180910390a35050565b600061094a612183565b50336000908152600c602052604081205490819003610997576040517fdc69dc160000000000000000000000000000000000000000000000000000000081523360048201526024016108b5565b336000908152600c60205260408120819055600d80548392906109bb9084906150d8565b909155505060405181815233907f7084f5476618d8e60b11ef0d7d3f06914655adb8793e28ff7f018d4c76d505d59060200160405180910390a2610a296001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163383612535565b610a336001600855565b90565b6040518060400160405280836002811115610a5357610a53614eb6565b815267ffffffffffffffff83166020918201523360009081526015825260408082206001600160a01b03881683529092522081518154829060ff19166001836002811115610aa357610aa3614eb6565b021790555060209190910151815467ffffffffffffffff9091166101000268ffffffffffffffff00199091161790556040516001600160a01b0384169033907f8b7cffe77be544bf8755e49596d384821676501d8f9d045a234fa4bd12630d2d90610b1190869086906150eb565b60405180910390a3505050565b610b266125b1565b816001600160a01b03163b600003610b5c576040516322a2d07b60e21b81526001600160a01b03831660048201526024016108b5565b604080516080810182526001600160a01b03808516808352600060208401818152600185870181815260608701898152600980549384018155909452955160029091027f6e1540171b6c0c960b71a7020d9f60077f6af931a8bbf590da0223dacf75c7af81018054935197511515600160f81b026001600160f81b036affffffffffffffffffffff99909916600160a01b027fff00000000000000000000000000000000000000000000000000000000000000909516939097169290921792909217959095169390931790935591517f6e1540171b6c0c960b71a7020d9f60077f6af931a8bbf590da0223dacf75c7b09091015590517ff7d3cdc72f9197a5e27a969cfe0824f57ea24f180aaf8644264b4c4b52662eea90610c819084815260200190565b60405180910390a25050565b610c956125b1565b610c9d61260b565b565b6000610ca9612183565b6000610cb485612660565b80549091506001600160a01b03163314610d0e5780546040517f0691b0320000000000000000000000000000000000000000000000000000000081523360048201526001600160a01b0390911660248201526044016108b5565b60036001820154600160f01b900460ff166007811115610d3057610d30614eb6565b14610d66578481600101601e9054906101000a900460ff16600360405163520e0b0760e11b81526004016108b593929190615111565b6002810154600160a01b900467ffffffffffffffff16610d8861012c42615132565b1115610dde5760028101546040517f2fdbca5a000000000000000000000000000000000000000000000000000000008152426004820152600160a01b90910467ffffffffffffffff1660248201526044016108b5565b600381015460018201546002830154610e0c92916001600160a01b0316906000908890889060801b836122c2565b6000818152600f6020908152604080832060020180547fffff00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffff16600160e81b179055601090915280822088905551919350869184917f1506c342f99e000a1adb6c5178676b97a093ff4e1557a87bbe880d02aa753e4e91a36000828152600f60205260409020610e9c908390336126b0565b506108606001600855565b610eaf612183565b600081815260116020908152604080832054600f9092529091206001600160601b0390911690811580610ee457506006810154155b15610f1e576040517ffd33834a000000000000000000000000000000000000000000000000000000008152600481018490526024016108b5565b60008381526011602090815260409182902080546bffffffffffffffffffffffff1916905590516001600160601b0384168152339185917f3f9bc4d8754b1ed7cc85f485bebd0f788d484774fce34a155443f590ff5b885c910160405180910390a36001810154610fa1906001600160a01b03166001600160601b038416612935565b610fb3826001600160601b03166129c2565b5050610fbf6001600855565b50565b610fca612183565b6000610fd586612660565b600381015481546002830154604080517f9e1329430d70b00686f47a3bc8f7b6f7ce160c6d42e585c92671a3cee68508ae60208201529081018b905260608101939093526001600160a01b038216608080850191909152600160a01b9092046001600160601b031660a08401526fffffffffffffffffffffffffffffffff199181901b9190911660c0830152600160801b900463ffffffff1660e082015290915060009061010001604051602081830303815290604052905061109b86828787876129f7565b6110a58787612b21565b50506110b16001600855565b5050505050565b6110c06125b1565b610c9d6000612ba7565b60006110d4612183565b6110dc6121dc565b60006110e787612236565b90506111008782600001518360200151898989896122c2565b91505061110d6001600855565b95945050505050565b60075433906001600160a01b031681146111985760405162461bcd60e51b815260206004820152602960248201527f4f776e61626c6532537465703a2063616c6c6572206973206e6f74207468652060448201527f6e6577206f776e6572000000000000000000000000000000000000000000000060648201526084016108b5565b610fbf81612ba7565b600060096111ad61216c565b815481106111bd576111bd6150ac565b60009182526020909120600290910201546001600160a01b0316919050565b60208310156112085760405163aaf0ad1360e01b815260048101849052602060248201526044016108b5565b60208110156112345760405163aaf0ad1360e01b815260048101829052602060248201526044016108b5565b60006112408284615145565b6000818152600b602052604081205491925081900361127557604051637bbe34c960e01b8152600481018390526024016108b5565b600060096112846001846150d8565b81548110611294576112946150ac565b6000918252602090912060029091020180549091506001600160a01b031633146112fe5780546040517fca5f7ca50000000000000000000000000000000000000000000000000000000081523360048201526001600160a01b0390911660248201526044016108b5565b600061130a8789615145565b9050816001015481146113595760018201546040517f240aed590000000000000000000000000000000000000000000000000000000081526108b5918391600401918252602082015260400190565b6000848152600b6020526040812055611373848787612bc0565b5050505050505050565b6113856125b1565b610c9d612bdb565b6000606080828080836113c17f00000000000000000000000000000000000000000000000000000000000000006012612c1e565b6113ec7f00000000000000000000000000000000000000000000000000000000000000006013612c1e565b604080516000808252602082019092527f0f000000000000000000000000000000000000000000000000000000000000009b939a50919850469750309650945092509050565b600061144461143f61216c565b612cc9565b54600160a01b90046affffffffffffffffffffff1661146283612236565b602001516001600160601b03166107cc9190615132565b611481612183565b600061148d8233612cf3565b60018101805460ff60f01b19167e0400000000000000000000000000000000000000000000000000000000000017905560405190915082907fb6de02449aa95c5254515b771e58bafebb28f2f5edea7ed69619f9cfda79d6a990600090a280546001820154611546916001600160a01b03169061151490600160e01b900461ffff16612cc9565b54835461154191600160a01b908190046affffffffffffffffffffff1691046001600160601b0316615132565b612d6b565b50610fbf6001600855565b600061155b612183565b6115636121dc565b600061156e85612236565b905061157d8160000151612d91565b611598858260000151600087876242544760e81b60006122c2565b6000818152600f602090815260408083206002018054600160e01b7fffffff00ffffffffffffffffffffffffffffffffffffffffffffffffffffffff9091161790558482018051601184529382902080546bffffffffffffffffffffffff19166001600160601b03958616179055519051921682529193503391879185917fdde6b538e19069787ea08f01a33134f7ee1b5c6628e6ea6f42f4188bea6eadc4910160405180910390a46000828152600f60205260409020610e9c908390336126b0565b611663612183565b61166d8133612b21565b610fbf6001600855565b61167f6125b1565b61168a838383612df6565b505050565b611697612183565b6116a081612660565b60020154600160e81b900460ff16156116c3576000908152601060205260409020545b6000818152600f6020526040902060018101546116e9906001600160a01b031633613109565b600060036001830154600160f01b900460ff16600781111561170d5761170d614eb6565b14905080158161173d575060026001830154600160f01b900460ff16600781111561173a5761173a614eb6565b14155b15611773578282600101601e9054906101000a900460ff16600260405163520e0b0760e11b81526004016108b593929190615111565b60018201805460ff60f01b19167e06000000000000000000000000000000000000000000000000000000000000179055604051811515815283907fd5324be75da09b7ad2a0982edbd02a3071b2fdf59c01f001b827d02420a3b3c69060200160405180910390a280610fb3578154610fb3906001600160a01b03811690600160a01b90046001600160601b0316612d6b565b60006108608383613176565b6000600961181d61216c565b8154811061182d5761182d6150ac565b906000526020600020906002020160010154905090565b61184c612183565b600061185782612660565b905060006118658383613210565b90506000600182600781111561187d5761187d614eb6565b14905080158161189957506001830154600160f81b900460ff16155b156118d45783826040517f5d21e8150000000000000000000000000000000000000000000000000000000081526004016108b5929190615179565b6001830154600160a01b900467ffffffffffffffff164210156119415760018301546040517f3ef2e2c0000000000000000000000000000000000000000000000000000000008152426004820152600160a01b90910467ffffffffffffffff1660248201526044016108b5565b600682600781111561195557611955614eb6565b146119b55760018301805460ff60f01b19167e0500000000000000000000000000000000000000000000000000000000000017905560405184907e63c7a53686b11e863c5f827c066bfbe9430ca95b1949d61445ce106261aca290600090a25b8015611a195782546001840154611a11916001600160a01b0316906119e490600160e01b900461ffff16612cc9565b54855461154191600160a01b908190046affffffffffffffffffffff1691046001600160601b0316615132565b50505061166d565b6001830180546001600160f81b0316908190556005840154600091611a6391600160e01b820461ffff1691631ed6105560e31b90600160a01b900467ffffffffffffffff166132b8565b9050847f15f1c9cfd826d0050d315799a169dd895fb6025311bcadfcf3c75ca7be8e65fa82604051611a9791815260200190565b60405180910390a28354611ab4906001600160a01b031682612935565b6002836007811115611ac857611ac8614eb6565b03611af3578354611af3906001600160a01b03811690600160a01b90046001600160601b0316612d6b565b50505050610fbf6001600855565b6000611b0c83612236565b80519091506001600160a01b03163314611b4d5780516040516366064d6d60e01b81523360048201526001600160a01b0390911660248201526044016108b5565b6000838152600e602090815260409182902080546001600160a01b0316600160a01b6001600160601b0387811691820292909217909255848301518451911681529182015284917f1421d62be061392fd990f766089b2cc1097c08f0ca49a1a6107d79a0df9499c2910160405180910390a2505050565b60006009611bd061216c565b81548110611be057611be06150ac565b6000918252602090912060029091020154600160f81b900460ff16919050565b611c086125b1565b600780546001600160a01b0383166001600160a01b03199091168117909155611c396006546001600160a01b031690565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a350565b60008381526005602052604090205483906001600160a01b03163314611cff5760405162461bcd60e51b815260206004820152602860248201527f536f75726365206d75737420626520746865206f7261636c65206f662074686560448201527f207265717565737400000000000000000000000000000000000000000000000060648201526084016108b5565b60008181526005602052604080822080546001600160a01b03191690555182917f7cc135e0cebb02c3480ae5d74d377283180a2601f8f644edf7987b009316c63a91a2611d828484848080601f0160208091040260200160405190810160405280939291908181526020018383808284376000920191909152506134f992505050565b50505050565b6040805161024081018252600080825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e08101829052610100810182905261012081018290526101408101829052610160810182905261018081018290526101a081018290526101c081018290526101e0810182905261020081018290526102208101919091526000828152600f6020908152604080832081516102008101835281546001600160a01b038082168352600160a01b918290046001600160601b03169583019590955260018301549485169382019390935291830467ffffffffffffffff166060830152600160e01b830461ffff166080830152909160a0830190600160f01b900460ff166007811115611eae57611eae614eb6565b6007811115611ebf57611ebf614eb6565b81526001820154600160f81b900460ff908116151560208301526002830154608081811b6fffffffffffffffffffffffffffffffff19166040850152600160801b820463ffffffff166060850152600160a01b820467ffffffffffffffff1690840152600160e01b81048216151560a0840152600160e81b900416151560c0820152600382015460e08201526004820154610100820152600582015461012082015260069091015461014090910152905060008160a001516007811115611f8857611f88614eb6565b03611f935750919050565b6000611fa6826080015161ffff16612cc9565b604080516080808201835283546001600160a01b038082168452600160a01b82046affffffffffffffffffffff9081166020808701918252600160f81b90940460ff161515868801526001909701546060808701919091528651610240810188528a51841681528a8801518416818601526101808b0151818901526101a08b0151818301528a8501516001600160601b03169581019590955296511660a084015283511660c08301529386015167ffffffffffffffff1660e08201526000888152600f9094529190922091925090610100820190612085908790613210565b600781111561209657612096614eb6565b81526020018360c0015115158152602001836101c001518152602001836101e0015181526020018360e001516fffffffffffffffffffffffffffffffff1916815260200183610100015163ffffffff16815260200183610120015167ffffffffffffffff168152602001836101400151151581526020016011600087815260200190815260200160002060009054906101000a90046001600160601b03166001600160601b031681526020018361016001516121525785612162565b6000868152601060205260409020545b9052949350505050565b60095460009061217e906001906150d8565b905090565b6002600854036121d55760405162461bcd60e51b815260206004820152601f60248201527f5265656e7472616e637947756172643a207265656e7472616e742063616c6c0060448201526064016108b5565b6002600855565b600754600160a01b900460ff1615610c9d5760405162461bcd60e51b815260206004820152601060248201527f5061757361626c653a207061757365640000000000000000000000000000000060448201526064016108b5565b60408051808201825260008082526020918201819052838152600e82528290208251808401909352546001600160a01b038116808452600160a01b9091046001600160601b0316918301919091526122bd576040517fb21a3f05000000000000000000000000000000000000000000000000000000008152600481018390526024016108b5565b919050565b60008481036122fd576040517f4d9eb77d00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b600061230761216c565b9050600061231482612cc9565b5461233c90600160a01b90046affffffffffffffffffffff166001600160601b038a16615132565b905085811115612382576040517f70b6930e00000000000000000000000000000000000000000000000000000000815260048101829052602481018790526044016108b5565b46306017600081546123939061518d565b91829055506040516123c4939291906020019283526001600160a01b03919091166020830152604082015260600190565b60408051808303601f1901815291815281516020928301206000818152600f909352912033600160a01b6001600160601b038c16021781556001810180546001600160a01b0319166001600160a01b038d161790559093506124467f0000000000000000000000000000000000000000000000000000000000000000426151a6565b8160010160146101000a81548167ffffffffffffffff021916908367ffffffffffffffff16021790555061247983613736565b60018201805461ffff92909216600160e01b0260ff60f01b19167fff000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffff90921691909117600160f01b17905560028101805463ffffffff8716600160801b026001600160a01b0319909116608089901c17179055600381018b9055600481018890556016805483919060009061250e908490615132565b9091555061251e905084826137b4565b612527826129c2565b505050979650505050505050565b6040516001600160a01b03831660248201526044810182905261168a9084907fa9059cbb00000000000000000000000000000000000000000000000000000000906064015b60408051601f198184030181529190526020810180516001600160e01b03166001600160e01b0319909316929092179091526138c2565b6006546001600160a01b03163314610c9d5760405162461bcd60e51b815260206004820181905260248201527f4f776e61626c653a2063616c6c6572206973206e6f7420746865206f776e657260448201526064016108b5565b6126136139aa565b6007805460ff60a01b191690557f5db9ee0a495bf2e6ff9c91a7834c1ba4fdd244a5e8aa4e537bd38aeae4b073aa335b6040516001600160a01b03909116815260200160405180910390a1565b6000818152600f60205260408120906001820154600160f01b900460ff16600781111561268f5761268f614eb6565b036122bd57604051637bbe34c960e01b8152600481018390526024016108b5565b60006126be61012c426151a6565b60018401805467ffffffffffffffff8316600160a01b0260ff60f01b19167fff00ffff0000000000000000ffffffffffffffffffffffffffffffffffffffff909116177e02000000000000000000000000000000000000000000000000000000000000176001600160f81b0316600160f81b17908190559091506000906127509061ffff600160e01b90910416612cc9565b805460168054929350600160a01b9091046affffffffffffffffffffff169160009061277d9084906150d8565b9091555050600181015460009061279b90631ed6105560e31b613a03565b90506128056040518060400160405280600881526020017f7265636f7264496400000000000000000000000000000000000000000000000081525086600301546040516020016127ed91815260200190565b60408051601f19818403018152919052839190613a8b565b6128516040518060400160405280600981526020017f7265717565737449640000000000000000000000000000000000000000000000815250876040516020016127ed91815260200190565b6128a16040518060400160405280600981526020017f7075626c69634b6579000000000000000000000000000000000000000000000081525086600401546040516020016127ed91815260200190565b60018501546000906128be90600160e01b900461ffff1683613aa9565b600587018190556000818152601860209081526040918290208a9055815167ffffffffffffffff881681526001600160a01b03891691810191909152919250829189917f48aa9e60c0eaefc4629f48b6e169f789a1c73cec30b9c752ee8a954c9bc1c002910160405180910390a350505050505050565b80600003612941575050565b6001600160a01b0382166000908152600c602052604081208054839290612969908490615132565b9250508190555080600d60008282546129829190615132565b90915550506040518181526001600160a01b038316907f9c9e0cdb1670e88302408e5b941dc636f63a3293204694bb68910fcf3d9305f390602001610c81565b610fbf6001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016333084613be6565b824210612a39576040517ff88f0490000000000000000000000000000000000000000000000000000000008152426004820152602481018490526044016108b5565b6001600160a01b03851660009081526014602052604081208054612a969187919084612a648361518d565b9190505586604051602001612a7b939291906151ce565b60405160208183030381529060405280519060200120613c37565b9050612ad9868285858080601f016020809104026020016040519081016040528093929190818152602001838380828437600092019190915250613c7f92505050565b612b19576040517e414a420000000000000000000000000000000000000000000000000000000081526001600160a01b03871660048201526024016108b5565b505050505050565b6000612b2d8383612cf3565b6001810154909150600160a01b900467ffffffffffffffff164210612b9c5760018101546040517f83f2ba20000000000000000000000000000000000000000000000000000000008152426004820152600160a01b90910467ffffffffffffffff1660248201526044016108b5565b61168a8382846126b0565b600780546001600160a01b0319169055610fbf81613ce0565b6000612bce828401846151f5565b915050611d8284826134f9565b612be36121dc565b6007805460ff60a01b1916600160a01b1790557f62e78cea01bee320cd4e420270b5ea74000d11b0c9f74754ebdbfc544b05a2586126433390565b606060ff8314612c3857612c3183613d32565b90506107cc565b818054612c44906152b0565b80601f0160208091040260200160405190810160405280929190818152602001828054612c70906152b0565b8015612cbd5780601f10612c9257610100808354040283529160200191612cbd565b820191906000526020600020905b815481529060010190602001808311612ca057829003601f168201915b505050505090506107cc565b600060098281548110612cde57612cde6150ac565b90600052602060002090600202019050919050565b6000612cfe83612660565b6001810154909150612d19906001600160a01b031683613109565b600180820154600160f01b900460ff166007811115612d3a57612d3a614eb6565b146107cc5760018181015460405163520e0b0760e11b81526108b5928692600160f01b900460ff1691600401615111565b8060166000828254612d7d91906150d8565b90915550612d8d90508282612935565b5050565b6002612d9d8233613176565b6002811115612dae57612dae614eb6565b14610fbf576040517f826f1bd20000000000000000000000000000000000000000000000000000000081523360048201526001600160a01b03821660248201526044016108b5565b826001600160a01b03163b600003612e2c576040516322a2d07b60e21b81526001600160a01b03841660048201526024016108b5565b6000836001600160a01b031663165d35e16040518163ffffffff1660e01b8152600401602060405180830381865afa158015612e6c573d6000803e3d6000fd5b505050506040513d601f19601f82011682018060405250810190612e9091906152e4565b90507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316816001600160a01b031614612f30576040517f2d6ac1270000000000000000000000000000000000000000000000000000000081526001600160a01b0380831660048301527f00000000000000000000000000000000000000000000000000000000000000001660248201526044016108b5565b6000846001600160a01b031663520437836040518163ffffffff1660e01b8152600401602060405180830381865afa158015612f70573d6000803e3d6000fd5b505050506040513d601f19601f82011682018060405250810190612f949190615301565b905061012c8114612fdc576040517f20f9792e0000000000000000000000000000000000000000000000000000000081526004810182905261012c60248201526044016108b5565b60096040518060800160405280876001600160a01b0316815260200161300a866001600160601b0316613d71565b6affffffffffffffffffffff90811682526000602080840182905260409384018a9052855460018181018855968352918190208551600290930201805491860151868601511515600160f81b026001600160f81b0391909516600160a01b027fff000000000000000000000000000000000000000000000000000000000000009093166001600160a01b039485161792909217919091169290921782556060909301519301929092559051908616907f5ce4d9d6bae73bef33eaa7447844b99a8129e153656b7af55567b161bda6f390906130fa90879087909182526001600160601b0316602082015260400190565b60405180910390a25050505050565b816001600160a01b0316816001600160a01b031614158015613145575060006131328383613176565b600281111561314357613143614eb6565b145b15612d8d576040516366064d6d60e01b81526001600160a01b038083166004830152831660248201526044016108b5565b6001600160a01b03808316600090815260156020908152604080832093851683529290528181208251808401909352805491928392909190829060ff1660028111156131c4576131c4614eb6565b60028111156131d5576131d5614eb6565b8152905467ffffffffffffffff610100909104811660209283015290820151919250164210613205576000613208565b80515b949350505050565b6001810154600282015460ff600160f01b909204821691600160e81b90910416158061326b5750600281600781111561324b5761324b614eb6565b1415801561326b5750600381600781111561326857613268614eb6565b14155b6107cc5760066000848152601060209081526040808320548352600f909152902060010154600160f01b900460ff1660078111156132ab576132ab614eb6565b036107cc575060066107cc565b600080600986815481106132ce576132ce6150ac565b600091825260209091206002909102018054909150600160f81b900460ff161561330a5750506000838152600b60205260408120819055613208565b80546040516370a0823160e01b81523060048201526001600160a01b03918216916000917f0000000000000000000000000000000000000000000000000000000000000000909116906370a0823190602401602060405180830381865afa158015613379573d6000803e3d6000fd5b505050506040513d601f19601f8201168201806040525081019061339d9190615301565b90506001600160a01b0382163b156134595782546040517f6ee4d55300000000000000000000000000000000000000000000000000000000815260048101899052600160a01b9091046affffffffffffffffffffff1660248201526001600160e01b03198716604482015267ffffffffffffffff861660648201526001600160a01b03831690636ee4d55390608401600060405180830381600087803b15801561344657600080fd5b505af1925050508015613457575060015b505b6040516370a0823160e01b815230600482015281907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906370a0823190602401602060405180830381865afa1580156134bf573d6000803e3d6000fd5b505050506040513d601f19601f820116820180604052508101906134e39190615301565b6134ed91906150d8565b98975050505050505050565b600082815260186020908152604080832054808452600f9092529091206001810154600160f81b900460ff1661354557604051637bbe34c960e01b8152600481018590526024016108b5565b6001810180546001600160f81b0316905560008481526018602052604081205560066135718383613210565b600781111561358257613582614eb6565b036135c557817f55b283e74c93a8eddb253ef68f46958069e365ba473d9fa888cc2bd367f9fe3060016040516135b89190614edc565b60405180910390a2611d82565b82516000036135df576135da82826000613df4565b611d82565b6002810154600160e81b900460ff16801561362957506000828152601060209081526040808320548352600f909152902060020154600160a01b900467ffffffffffffffff164210155b1561363a576135da82826002613df4565b60018101805460ff60f01b19167e030000000000000000000000000000000000000000000000000000000000001790558251602084012060068201556002810154600160801b900463ffffffff16156136d45760028101546136a990600160801b900463ffffffff16426151a6565b8160020160146101000a81548167ffffffffffffffff021916908367ffffffffffffffff1602179055505b817f9bf9b0b2b66576fa9b9026c18e47b6a40eb5ae777b3d9746e3f630dda313625a84604051613704919061531a565b60405180910390a260018101548154611d82916001600160a01b031690600160a01b90046001600160601b0316612d6b565b600061ffff8211156137b05760405162461bcd60e51b815260206004820152602660248201527f53616665436173743a2076616c756520646f65736e27742066697420696e203160448201527f362062697473000000000000000000000000000000000000000000000000000060648201526084016108b5565b5090565b60018101546003820154825460048401546001600160a01b038085169487937f4690f5ab88a4b40e6120971ecb6b886753e0f26ca75b4c975823e4f7e7c569fa939281169291600160a01b9091046001600160601b03169061382090600160e01b900461ffff16612cc9565b54600189015460028a0154604080516001600160a01b0397909716875260208701959095526001600160601b0393909316858501526affffffffffffffffffffff600160a01b9283900416606086015267ffffffffffffffff9190041660808085019190915281901b6fffffffffffffffffffffffffffffffff191660a084015263ffffffff600160801b9091041660c0830152519081900360e00190a45050565b6000613917826040518060400160405280602081526020017f5361666545524332303a206c6f772d6c6576656c2063616c6c206661696c6564815250856001600160a01b0316613e849092919063ffffffff16565b9050805160001480613938575080806020019051810190613938919061532d565b61168a5760405162461bcd60e51b815260206004820152602a60248201527f5361666545524332303a204552433230206f7065726174696f6e20646964206e60448201527f6f7420737563636565640000000000000000000000000000000000000000000060648201526084016108b5565b600754600160a01b900460ff16610c9d5760405162461bcd60e51b815260206004820152601460248201527f5061757361626c653a206e6f742070617573656400000000000000000000000060448201526064016108b5565b613a416040805160a0810182526000808252602080830182905282840182905260608084018390528451808601909552845283015290608082015290565b613a7f6040805160a0810182526000808252602080830182905282840182905260608084018390528451808601909552845283015290608082015290565b61320881853086613e93565b6080830151613a9a9083613f06565b608083015161168a9082613f1d565b60008060098481548110613abf57613abf6150ac565b600091825260209091206002909102018054909150600160f81b900460ff16613b16578054613b0e906001600160a01b038116908590600160a01b90046affffffffffffffffffffff16613f2a565b9150506107cc565b4630600a60008154613b279061518d565b9182905550604051613b58939291906020019283526001600160a01b03919091166020830152604082015260600190565b604051602081830303815290604052805190602001209150836001613b7d9190615132565b600b6000848152602001908152602001600020819055508060010154827ff96d6cce71217bf2bd79c4b28e958d56dd6a6a7700feb2a0475458c2ab426f008560400151866080015160000151604051613bd792919061534f565b60405180910390a35092915050565b6040516001600160a01b0380851660248301528316604482015260648101829052611d829085907f23b872dd000000000000000000000000000000000000000000000000000000009060840161257a565b60006107cc613c44613fca565b836040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b6000806000613c8e85856140f5565b90925090506000816004811115613ca757613ca7614eb6565b148015613cc55750856001600160a01b0316826001600160a01b0316145b80613cd65750613cd686868661413a565b9695505050505050565b600680546001600160a01b038381166001600160a01b0319831681179093556040519116919082907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e090600090a35050565b60606000613d3f8361423f565b604080516020808252818301909252919250600091906020820181803683375050509182525060208101929092525090565b60006affffffffffffffffffffff8211156137b05760405162461bcd60e51b815260206004820152602660248201527f53616665436173743a2076616c756520646f65736e27742066697420696e203860448201527f382062697473000000000000000000000000000000000000000000000000000060648201526084016108b5565b60018201805460ff60f01b19167e0700000000000000000000000000000000000000000000000000000000000017905560405183907f55b283e74c93a8eddb253ef68f46958069e365ba473d9fa888cc2bd367f9fe3090613e56908490614edc565b60405180910390a2815461168a906001600160a01b03811690600160a01b90046001600160601b0316612d6b565b60606132088484600085614280565b613ed16040805160a0810182526000808252602080830182905282840182905260608084018390528451808601909552845283015290608082015290565b613ee18560800151610100614372565b50509183526001600160a01b031660208301526001600160e01b031916604082015290565b613f1382600383516143d7565b61168a82826144e6565b613f1382600283516143d7565b600454600090613f3b816001615132565b600455835160408086015160808701515191516000937f3c6d41b90000000000000000000000000000000000000000000000000000000093613f8a938693849392899160029190602401615372565b60408051601f198184030181529190526020810180516001600160e01b03166001600160e01b0319909316929092179091529050613cd68683868461450d565b6000306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614801561402357507f000000000000000000000000000000000000000000000000000000000000000046145b1561404d57507f000000000000000000000000000000000000000000000000000000000000000090565b61217e604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f0000000000000000000000000000000000000000000000000000000000000000918101919091527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a082015260009060c00160405160208183030381529060405280519060200120905090565b600080825160410361412b5760208301516040840151606085015160001a61411f8782858561469e565b94509450505050614133565b506000905060025b9250929050565b6000806000856001600160a01b0316631626ba7e60e01b86866040516024016141649291906153c9565b60408051601f198184030181529181526020820180516001600160e01b03166001600160e01b03199094169390931790925290516141a291906153e2565b600060405180830381855afa9150503d80600081146141dd576040519150601f19603f3d011682016040523d82523d6000602084013e6141e2565b606091505b50915091508180156141f657506020815110155b8015613cd6575080517f1626ba7e00000000000000000000000000000000000000000000000000000000906142349083016020908101908401615301565b149695505050505050565b600060ff8216601f8111156107cc576040517fb3512b0c00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b6060824710156142f85760405162461bcd60e51b815260206004820152602660248201527f416464726573733a20696e73756666696369656e742062616c616e636520666f60448201527f722063616c6c000000000000000000000000000000000000000000000000000060648201526084016108b5565b600080866001600160a01b0316858760405161431491906153e2565b60006040518083038185875af1925050503d8060008114614351576040519150601f19603f3d011682016040523d82523d6000602084013e614356565b606091505b509150915061436787838387614762565b979650505050505050565b6040805180820190915260608152600060208201526143926020836153fe565b156143ba576143a26020836153fe565b6143ad9060206150d8565b6143b79083615132565b91505b506020828101829052604080518085526000815290920101905290565b60178167ffffffffffffffff16116143fc57611d828360e0600585901b1683176147db565b60ff8167ffffffffffffffff161161443a57614423836018611fe0600586901b16176147db565b50611d828367ffffffffffffffff83166001614800565b61ffff8167ffffffffffffffff161161447957614462836019611fe0600586901b16176147db565b50611d828367ffffffffffffffff83166002614800565b63ffffffff8167ffffffffffffffff16116144ba576144a383601a611fe0600586901b16176147db565b50611d828367ffffffffffffffff83166004614800565b6144cf83601b611fe0600586901b16176147db565b50611d828367ffffffffffffffff83166008614800565b60408051808201909152606081526000602082015261086083846000015151848551614826565b6040516bffffffffffffffffffffffff193060601b1660208201526034810184905260009060540160408051808303601f1901815282825280516020918201206000818152600590925291812080546001600160a01b0319166001600160a01b038a1617905590925082917fb5e6e01e79f91267dc17b4e6314d5d4d03593d2ceee0fbb452b750bd70ea5af99190a26002546040517f4000aea00000000000000000000000000000000000000000000000000000000081526001600160a01b0390911690634000aea0906145e990889087908790600401615420565b6020604051808303816000875af1158015614608573d6000803e3d6000fd5b505050506040513d601f19601f8201168201806040525081019061462c919061532d565b6132085760405162461bcd60e51b815260206004820152602360248201527f756e61626c6520746f207472616e73666572416e6443616c6c20746f206f726160448201527f636c65000000000000000000000000000000000000000000000000000000000060648201526084016108b5565b6000807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08311156146d55750600090506003614759565b6040805160008082526020820180845289905260ff881692820192909252606081018690526080810185905260019060a0016020604051602081039080840390855afa158015614729573d6000803e3d6000fd5b5050604051601f1901519150506001600160a01b03811661475257600060019250925050614759565b9150600090505b94509492505050565b606083156147d15782516000036147ca576001600160a01b0385163b6147ca5760405162461bcd60e51b815260206004820152601d60248201527f416464726573733a2063616c6c20746f206e6f6e2d636f6e747261637400000060448201526064016108b5565b5081613208565b6132088383614910565b604080518082019091526060815260006020820152610860838460000151518461493a565b604080518082019091526060815260006020820152613208848560000151518585614995565b604080518082019091526060815260006020820152825182111561484957600080fd5b60208501516148588386615132565b111561488b5761488b8561487b876020015187866148769190615132565b614a16565b614886906002615448565b614a2d565b6000808651805187602083010193508088870111156148aa5787860182525b505050602084015b602084106148ea57805182526148c9602083615132565b91506148d6602082615132565b90506148e36020856150d8565b93506148b2565b51815160001960208690036101000a019081169019919091161790525083949350505050565b8151156149205781518083602001fd5b8060405162461bcd60e51b81526004016108b5919061531a565b6040805180820190915260608152600060208201528360200151831061496f5761496f84856020015160026148869190615448565b835180516020858301018481535080850361498b576001810182525b5093949350505050565b60408051808201909152606081526000602082015260208501516149b98584615132565b11156149cd576149cd8561487b8685615132565b600060016149dd84610100615543565b6149e791906150d8565b9050855183868201018583198251161781525080518487011115614a0b5783860181525b509495945050505050565b600081831115614a275750816107cc565b50919050565b8151614a398383614372565b50611d8283826144e6565b600060208284031215614a5657600080fd5b81356001600160e01b03198116811461086057600080fd5b600080600060608486031215614a8357600080fd5b505081359360208301359350604090920135919050565b80356001600160601b03811681146122bd57600080fd5b60008060408385031215614ac457600080fd5b82359150614ad460208401614a9a565b90509250929050565b600060208284031215614aef57600080fd5b5035919050565b6001600160a01b0381168114610fbf57600080fd5b600080600060608486031215614b2057600080fd5b8335614b2b81614af6565b9250602084013560038110614b3f57600080fd5b9150604084013567ffffffffffffffff81168114614b5c57600080fd5b809150509250925092565b60008060408385031215614b7a57600080fd5b8235614b8581614af6565b946020939093013593505050565b60008083601f840112614ba557600080fd5b50813567ffffffffffffffff811115614bbd57600080fd5b60208301915083602082850101111561413357600080fd5b600080600080600060808688031215614bed57600080fd5b853594506020860135614bff81614af6565b935060408601359250606086013567ffffffffffffffff811115614c2257600080fd5b614c2e88828901614b93565b969995985093965092949392505050565b600060208284031215614c5157600080fd5b813561086081614af6565b600080600080600060a08688031215614c7457600080fd5b85359450602086013593506040860135925060608601356fffffffffffffffffffffffffffffffff1981168114614caa57600080fd5b9150608086013563ffffffff81168114614cc357600080fd5b809150509295509295909350565b60008060008060408587031215614ce757600080fd5b843567ffffffffffffffff80821115614cff57600080fd5b614d0b88838901614b93565b90965094506020870135915080821115614d2457600080fd5b50614d3187828801614b93565b95989497509550505050565b60005b83811015614d58578181015183820152602001614d40565b50506000910152565b60008151808452614d79816020860160208601614d3d565b601f01601f19169290920160200192915050565b7fff00000000000000000000000000000000000000000000000000000000000000881681526000602060e081840152614dc960e084018a614d61565b8381036040850152614ddb818a614d61565b606085018990526001600160a01b038816608086015260a0850187905284810360c0860152855180825283870192509083019060005b81811015614e2d57835183529284019291840191600101614e11565b50909c9b505050505050505050505050565b600080600060608486031215614e5457600080fd5b8335614e5f81614af6565b925060208401359150614e7460408501614a9a565b90509250925092565b60008060408385031215614e9057600080fd5b8235614e9b81614af6565b91506020830135614eab81614af6565b809150509250929050565b634e487b7160e01b600052602160045260246000fd5b60038110610fbf57610fbf614eb6565b60208101614ee983614ecc565b91905290565b600080600060408486031215614f0457600080fd5b83359250602084013567ffffffffffffffff811115614f2257600080fd5b614f2e86828701614b93565b9497909650939450505050565b60088110614f4b57614f4b614eb6565b9052565b81516001600160a01b0316815261024081016020830151614f7b60208401826001600160a01b03169052565b5060408301516040830152606083015160608301526080830151614faa60808401826001600160601b03169052565b5060a0830151614fc560a08401826001600160601b03169052565b5060c0830151614fe060c08401826001600160a01b03169052565b5060e0830151614ffc60e084018267ffffffffffffffff169052565b506101008084015161501082850182614f3b565b50506101208381015115159083015261014080840151908301526101608084015190830152610180808401516fffffffffffffffffffffffffffffffff1916908301526101a08084015163ffffffff16908301526101c08084015167ffffffffffffffff16908301526101e080840151151590830152610200808401516001600160601b03169083015261022092830151929091019190915290565b634e487b7160e01b600052603260045260246000fd5b634e487b7160e01b600052601160045260246000fd5b818103818111156107cc576107cc6150c2565b604081016150f884614ecc565b92815267ffffffffffffffff9190911660209091015290565b838152606081016151256020830185614f3b565b6132086040830184614f3b565b808201808211156107cc576107cc6150c2565b803560208310156107cc57600019602084900360031b1b1692915050565b634e487b7160e01b600052604160045260246000fd5b828152604081016108606020830184614f3b565b60006001820161519f5761519f6150c2565b5060010190565b67ffffffffffffffff8181168382160190808211156151c7576151c76150c2565b5092915050565b600084516151e0818460208901614d3d565b91909101928352506020820152604001919050565b6000806040838503121561520857600080fd5b82359150602083013567ffffffffffffffff8082111561522757600080fd5b818501915085601f83011261523b57600080fd5b81358181111561524d5761524d615163565b604051601f8201601f19908116603f0116810190838211818310171561527557615275615163565b8160405282815288602084870101111561528e57600080fd5b8260208601602083013760006020848301015280955050505050509250929050565b600181811c908216806152c457607f821691505b602082108103614a2757634e487b7160e01b600052602260045260246000fd5b6000602082840312156152f657600080fd5b815161086081614af6565b60006020828403121561531357600080fd5b5051919050565b6020815260006108606020830184614d61565b60006020828403121561533f57600080fd5b8151801515811461086057600080fd5b6001600160e01b0319831681526040602082015260006132086040830184614d61565b6001600160a01b03881681528660208201528560408201526001600160e01b0319851660608201528360808201528260a082015260e060c082015260006153bc60e0830184614d61565b9998505050505050505050565b8281526040602082015260006132086040830184614d61565b600082516153f4818460208701614d3d565b9190910192915050565b60008261541b57634e487b7160e01b600052601260045260246000fd5b500690565b6001600160a01b038416815282602082015260606040820152600061110d6060830184614d61565b80820281158282048414176107cc576107cc6150c2565b600181815b8085111561549a578160001904821115615480576154806150c2565b8085161561548d57918102915b93841c9390800290615464565b509250929050565b6000826154b1575060016107cc565b816154be575060006107cc565b81600181146154d457600281146154de576154fa565b60019150506107cc565b60ff8411156154ef576154ef6150c2565b50506001821b6107cc565b5060208310610133831016604e8410600b841016171561551d575081810a6107cc565b615527838361545f565b806000190482111561553b5761553b6150c2565b029392505050565b600061086083836154a256",
}

// RecordMarket is an auto generated Go binding around an Ethereum contract.
type RecordMarket struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *RecordMarket) GetABI() abi.ABI {
	return c.abi
}

// NewRecordMarket creates a new instance of RecordMarket.
func NewRecordMarket() *RecordMarket {
	parsed, err := RecordMarketMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &RecordMarket{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *RecordMarket) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address link, address oracle_, bytes32 jobId_, uint96 payment, uint64 approvalWindow_) returns()
func (recordMarket *RecordMarket) PackConstructor(link common.Address, oracle_ common.Address, jobId_ [32]byte, payment *big.Int, approvalWindow_ uint64) []byte {
	enc, err := recordMarket.abi.Pack("", link, oracle_, jobId_, payment, approvalWindow_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAPPROVALTYPEHASH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x65a72497.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function APPROVAL_TYPEHASH() view returns(bytes32)
func (recordMarket *RecordMarket) PackAPPROVALTYPEHASH() []byte {
	enc, err := recordMarket.abi.Pack("APPROVAL_TYPEHASH")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAPPROVALTYPEHASH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x65a72497.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function APPROVAL_TYPEHASH() view returns(bytes32)
func (recordMarket *RecordMarket) TryPackAPPROVALTYPEHASH() ([]byte, error) {
	return recordMarket.abi.Pack("APPROVAL_TYPEHASH")
}

// UnpackAPPROVALTYPEHASH is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x65a72497.
//
// Solidity: function APPROVAL_TYPEHASH() view returns(bytes32)
func (recordMarket *RecordMarket) UnpackAPPROVALTYPEHASH(data []byte) ([32]byte, error) {
	out, err := recordMarket.abi.Unpack("APPROVAL_TYPEHASH", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackEMERGENCY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9359d92.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function EMERGENCY() view returns(bytes16)
func (recordMarket *RecordMarket) PackEMERGENCY() []byte {
	enc, err := recordMarket.abi.Pack("EMERGENCY")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEMERGENCY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9359d92.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function EMERGENCY() view returns(bytes16)
func (recordMarket *RecordMarket) TryPackEMERGENCY() ([]byte, error) {
	return recordMarket.abi.Pack("EMERGENCY")
}

// UnpackEMERGENCY is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa9359d92.
//
// Solidity: function EMERGENCY() view returns(bytes16)
func (recordMarket *RecordMarket) UnpackEMERGENCY(data []byte) ([16]byte, error) {
	out, err := recordMarket.abi.Unpack("EMERGENCY", data)
	if err != nil {
		return *new([16]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([16]byte)).(*[16]byte)
	return out0, nil
}

// PackMAXAPPROVALWINDOW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9a932c7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_APPROVAL_WINDOW() view returns(uint64)
func (recordMarket *RecordMarket) PackMAXAPPROVALWINDOW() []byte {
	enc, err := recordMarket.abi.Pack("MAX_APPROVAL_WINDOW")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXAPPROVALWINDOW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9a932c7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_APPROVAL_WINDOW() view returns(uint64)
func (recordMarket *RecordMarket) TryPackMAXAPPROVALWINDOW() ([]byte, error) {
	return recordMarket.abi.Pack("MAX_APPROVAL_WINDOW")
}

// UnpackMAXAPPROVALWINDOW is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe9a932c7.
//
// Solidity: function MAX_APPROVAL_WINDOW() view returns(uint64)
func (recordMarket *RecordMarket) UnpackMAXAPPROVALWINDOW(data []byte) (uint64, error) {
	out, err := recordMarket.abi.Unpack("MAX_APPROVAL_WINDOW", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackMINAPPROVALWINDOW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x69b5d3b0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MIN_APPROVAL_WINDOW() view returns(uint64)
func (recordMarket *RecordMarket) PackMINAPPROVALWINDOW() []byte {
	enc, err := recordMarket.abi.Pack("MIN_APPROVAL_WINDOW")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMINAPPROVALWINDOW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x69b5d3b0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MIN_APPROVAL_WINDOW() view returns(uint64)
func (recordMarket *RecordMarket) TryPackMINAPPROVALWINDOW() ([]byte, error) {
	return recordMarket.abi.Pack("MIN_APPROVAL_WINDOW")
}

// UnpackMINAPPROVALWINDOW is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x69b5d3b0.
//
// Solidity: function MIN_APPROVAL_WINDOW() view returns(uint64)
func (recordMarket *RecordMarket) UnpackMINAPPROVALWINDOW(data []byte) (uint64, error) {
	out, err := recordMarket.abi.Unpack("MIN_APPROVAL_WINDOW", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackAcceptOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79ba5097.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function acceptOwnership() returns()
func (recordMarket *RecordMarket) PackAcceptOwnership() []byte {
	enc, err := recordMarket.abi.Pack("acceptOwnership")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAcceptOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79ba5097.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function acceptOwnership() returns()
func (recordMarket *RecordMarket) TryPackAcceptOwnership() ([]byte, error) {
	return recordMarket.abi.Pack("acceptOwnership")
}

// PackApprovalWindow is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x737b68dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approvalWindow() view returns(uint64)
func (recordMarket *RecordMarket) PackApprovalWindow() []byte {
	enc, err := recordMarket.abi.Pack("approvalWindow")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprovalWindow is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x737b68dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approvalWindow() view returns(uint64)
func (recordMarket *RecordMarket) TryPackApprovalWindow() ([]byte, error) {
	return recordMarket.abi.Pack("approvalWindow")
}

// UnpackApprovalWindow is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x737b68dd.
//
// Solidity: function approvalWindow() view returns(uint64)
func (recordMarket *RecordMarket) UnpackApprovalWindow(data []byte) (uint64, error) {
	out, err := recordMarket.abi.Unpack("approvalWindow", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa53a1adf.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approve(bytes32 requestId) returns()
func (recordMarket *RecordMarket) PackApprove(requestId [32]byte) []byte {
	enc, err := recordMarket.abi.Pack("approve", requestId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa53a1adf.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approve(bytes32 requestId) returns()
func (recordMarket *RecordMarket) TryPackApprove(requestId [32]byte) ([]byte, error) {
	return recordMarket.abi.Pack("approve", requestId)
}

// PackApproveBySig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6e8da88c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approveBySig(bytes32 requestId, address signer, uint256 expiry, bytes signature) returns()
func (recordMarket *RecordMarket) PackApproveBySig(requestId [32]byte, signer common.Address, expiry *big.Int, signature []byte) []byte {
	enc, err := recordMarket.abi.Pack("approveBySig", requestId, signer, expiry, signature)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApproveBySig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6e8da88c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approveBySig(bytes32 requestId, address signer, uint256 expiry, bytes signature) returns()
func (recordMarket *RecordMarket) TryPackApproveBySig(requestId [32]byte, signer common.Address, expiry *big.Int, signature []byte) ([]byte, error) {
	return recordMarket.abi.Pack("approveBySig", requestId, signer, expiry, signature)
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (recordMarket *RecordMarket) PackBalanceOf(account common.Address) []byte {
	enc, err := recordMarket.abi.Pack("balanceOf", account)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (recordMarket *RecordMarket) TryPackBalanceOf(account common.Address) ([]byte, error) {
	return recordMarket.abi.Pack("balanceOf", account)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70a08231.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (recordMarket *RecordMarket) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := recordMarket.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackDecline is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8cc7d3d1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decline(bytes32 requestId) returns()
func (recordMarket *RecordMarket) PackDecline(requestId [32]byte) []byte {
	enc, err := recordMarket.abi.Pack("decline", requestId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecline is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8cc7d3d1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decline(bytes32 requestId) returns()
func (recordMarket *RecordMarket) TryPackDecline(requestId [32]byte) ([]byte, error) {
	return recordMarket.abi.Pack("decline", requestId)
}

// PackEip712Domain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (recordMarket *RecordMarket) PackEip712Domain() []byte {
	enc, err := recordMarket.abi.Pack("eip712Domain")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEip712Domain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (recordMarket *RecordMarket) TryPackEip712Domain() ([]byte, error) {
	return recordMarket.abi.Pack("eip712Domain")
}

// Eip712DomainOutput serves as a container for the return parameters of contract
// method Eip712Domain.
type Eip712DomainOutput struct {
	Fields            [1]byte
	Name              string
	Version           string
	ChainId           *big.Int
	VerifyingContract common.Address
	Salt              [32]byte
	Extensions        []*big.Int
}

// UnpackEip712Domain is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x84b0196e.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (recordMarket *RecordMarket) UnpackEip712Domain(data []byte) (Eip712DomainOutput, error) {
	out, err := recordMarket.abi.Unpack("eip712Domain", data)
	outstruct := new(Eip712DomainOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Fields = *abi.ConvertType(out[0], new([1]byte)).(*[1]byte)
	outstruct.Name = *abi.ConvertType(out[1], new(string)).(*string)
	outstruct.Version = *abi.ConvertType(out[2], new(string)).(*string)
	outstruct.ChainId = abi.ConvertType(out[3], new(big.Int)).(*big.Int)
	outstruct.VerifyingContract = *abi.ConvertType(out[4], new(common.Address)).(*common.Address)
	outstruct.Salt = *abi.ConvertType(out[5], new([32]byte)).(*[32]byte)
	outstruct.Extensions = *abi.ConvertType(out[6], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackEmergencyAccess is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8dd5b248.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function emergencyAccess(bytes32 recordId, bytes32 publicKey, uint256 maxFee) returns(bytes32 requestId)
func (recordMarket *RecordMarket) PackEmergencyAccess(recordId [32]byte, publicKey [32]byte, maxFee *big.Int) []byte {
	enc, err := recordMarket.abi.Pack("emergencyAccess", recordId, publicKey, maxFee)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEmergencyAccess is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8dd5b248.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function emergencyAccess(bytes32 recordId, bytes32 publicKey, uint256 maxFee) returns(bytes32 requestId)
func (recordMarket *RecordMarket) TryPackEmergencyAccess(recordId [32]byte, publicKey [32]byte, maxFee *big.Int) ([]byte, error) {
	return recordMarket.abi.Pack("emergencyAccess", recordId, publicKey, maxFee)
}

// UnpackEmergencyAccess is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8dd5b248.
//
// Solidity: function emergencyAccess(bytes32 recordId, bytes32 publicKey, uint256 maxFee) returns(bytes32 requestId)
func (recordMarket *RecordMarket) UnpackEmergencyAccess(data []byte) ([32]byte, error) {
	out, err := recordMarket.abi.Unpack("emergencyAccess", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackExpire is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc6441798.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function expire(bytes32 requestId) returns()
func (recordMarket *RecordMarket) PackExpire(requestId [32]byte) []byte {
	enc, err := recordMarket.abi.Pack("expire", requestId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackExpire is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc6441798.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function expire(bytes32 requestId) returns()
func (recordMarket *RecordMarket) TryPackExpire(requestId [32]byte) ([]byte, error) {
	return recordMarket.abi.Pack("expire", requestId)
}

// PackFulfillRecord is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf6b082a8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function fulfillRecord(bytes32 requestId, bytes sealedLocation) returns()
func (recordMarket *RecordMarket) PackFulfillRecord(requestId [32]byte, sealedLocation []byte) []byte {
	enc, err := recordMarket.abi.Pack("fulfillRecord", requestId, sealedLocation)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFulfillRecord is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf6b082a8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function fulfillRecord(bytes32 requestId, bytes sealedLocation) returns()
func (recordMarket *RecordMarket) TryPackFulfillRecord(requestId [32]byte, sealedLocation []byte) ([]byte, error) {
	return recordMarket.abi.Pack("fulfillRecord", requestId, sealedLocation)
}

// PackGetRecord is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x213681cd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getRecord(bytes32 recordId) view returns((address,uint96))
func (recordMarket *RecordMarket) PackGetRecord(recordId [32]byte) []byte {
	enc, err := recordMarket.abi.Pack("getRecord", recordId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetRecord is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x213681cd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getRecord(bytes32 recordId) view returns((address,uint96))
func (recordMarket *RecordMarket) TryPackGetRecord(recordId [32]byte) ([]byte, error) {
	return recordMarket.abi.Pack("getRecord", recordId)
}

// UnpackGetRecord is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x213681cd.
//
// Solidity: function getRecord(bytes32 recordId) view returns((address,uint96))
func (recordMarket *RecordMarket) UnpackGetRecord(data []byte) (IRecordMarketRecord, error) {
	out, err := recordMarket.abi.Unpack("getRecord", data)
	if err != nil {
		return *new(IRecordMarketRecord), err
	}
	out0 := *abi.ConvertType(out[0], new(IRecordMarketRecord)).(*IRecordMarketRecord)
	return out0, nil
}

// PackGetRequest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfb1e61ca.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getRequest(bytes32 requestId) view returns((address,address,bytes32,bytes32,uint96,uint96,address,uint64,uint8,bool,bytes32,bytes32,bytes16,uint32,uint64,bool,uint96,bytes32) found)
func (recordMarket *RecordMarket) PackGetRequest(requestId [32]byte) []byte {
	enc, err := recordMarket.abi.Pack("getRequest", requestId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetRequest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfb1e61ca.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getRequest(bytes32 requestId) view returns((address,address,bytes32,bytes32,uint96,uint96,address,uint64,uint8,bool,bytes32,bytes32,bytes16,uint32,uint64,bool,uint96,bytes32) found)
func (recordMarket *RecordMarket) TryPackGetRequest(requestId [32]byte) ([]byte, error) {
	return recordMarket.abi.Pack("getRequest", requestId)
}

// UnpackGetRequest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfb1e61ca.
//
// Solidity: function getRequest(bytes32 requestId) view returns((address,address,bytes32,bytes32,uint96,uint96,address,uint64,uint8,bool,bytes32,bytes32,bytes16,uint32,uint64,bool,uint96,bytes32) found)
func (recordMarket *RecordMarket) UnpackGetRequest(data []byte) (IRecordMarketRequest, error) {
	out, err := recordMarket.abi.Unpack("getRequest", data)
	if err != nil {
		return *new(IRecordMarketRequest), err
	}
	out0 := *abi.ConvertType(out[0], new(IRecordMarketRequest)).(*IRecordMarketRequest)
	return out0, nil
}

// PackJobId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2939d97.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function jobId() view returns(bytes32)
func (recordMarket *RecordMarket) PackJobId() []byte {
	enc, err := recordMarket.abi.Pack("jobId")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackJobId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2939d97.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function jobId() view returns(bytes32)
func (recordMarket *RecordMarket) TryPackJobId() ([]byte, error) {
	return recordMarket.abi.Pack("jobId")
}

// UnpackJobId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc2939d97.
//
// Solidity: function jobId() view returns(bytes32)
func (recordMarket *RecordMarket) UnpackJobId(data []byte) ([32]byte, error) {
	out, err := recordMarket.abi.Unpack("jobId", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackLinkToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57970e93.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function linkToken() view returns(address)
func (recordMarket *RecordMarket) PackLinkToken() []byte {
	enc, err := recordMarket.abi.Pack("linkToken")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLinkToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57970e93.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function linkToken() view returns(address)
func (recordMarket *RecordMarket) TryPackLinkToken() ([]byte, error) {
	return recordMarket.abi.Pack("linkToken")
}

// UnpackLinkToken is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x57970e93.
//
// Solidity: function linkToken() view returns(address)
func (recordMarket *RecordMarket) UnpackLinkToken(data []byte) (common.Address, error) {
	out, err := recordMarket.abi.Unpack("linkToken", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackNameAgent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3d56807c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nameAgent(address agent, uint8 role, uint64 until) returns()
func (recordMarket *RecordMarket) PackNameAgent(agent common.Address, role uint8, until uint64) []byte {
	enc, err := recordMarket.abi.Pack("nameAgent", agent, role, until)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNameAgent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3d56807c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nameAgent(address agent, uint8 role, uint64 until) returns()
func (recordMarket *RecordMarket) TryPackNameAgent(agent common.Address, role uint8, until uint64) ([]byte, error) {
	return recordMarket.abi.Pack("nameAgent", agent, role, until)
}

// PackNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ecebe00.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nonces(address signer) view returns(uint256)
func (recordMarket *RecordMarket) PackNonces(signer common.Address) []byte {
	enc, err := recordMarket.abi.Pack("nonces", signer)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ecebe00.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nonces(address signer) view returns(uint256)
func (recordMarket *RecordMarket) TryPackNonces(signer common.Address) ([]byte, error) {
	return recordMarket.abi.Pack("nonces", signer)
}

// UnpackNonces is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7ecebe00.
//
// Solidity: function nonces(address signer) view returns(uint256)
func (recordMarket *RecordMarket) UnpackNonces(data []byte) (*big.Int, error) {
	out, err := recordMarket.abi.Unpack("nonces", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOnReport is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x805f2132.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function onReport(bytes metadata, bytes report) returns()
func (recordMarket *RecordMarket) PackOnReport(metadata []byte, report []byte) []byte {
	enc, err := recordMarket.abi.Pack("onReport", metadata, report)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOnReport is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x805f2132.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function onReport(bytes metadata, bytes report) returns()
func (recordMarket *RecordMarket) TryPackOnReport(metadata []byte, report []byte) ([]byte, error) {
	return recordMarket.abi.Pack("onReport", metadata, report)
}

// PackOracle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7dc0d1d0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function oracle() view returns(address)
func (recordMarket *RecordMarket) PackOracle() []byte {
	enc, err := recordMarket.abi.Pack("oracle")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOracle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7dc0d1d0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function oracle() view returns(address)
func (recordMarket *RecordMarket) TryPackOracle() ([]byte, error) {
	return recordMarket.abi.Pack("oracle")
}

// UnpackOracle is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7dc0d1d0.
//
// Solidity: function oracle() view returns(address)
func (recordMarket *RecordMarket) UnpackOracle(data []byte) (common.Address, error) {
	out, err := recordMarket.abi.Unpack("oracle", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackOraclePayment is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0c02e130.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function oraclePayment() view returns(uint96)
func (recordMarket *RecordMarket) PackOraclePayment() []byte {
	enc, err := recordMarket.abi.Pack("oraclePayment")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOraclePayment is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0c02e130.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function oraclePayment() view returns(uint96)
func (recordMarket *RecordMarket) TryPackOraclePayment() ([]byte, error) {
	return recordMarket.abi.Pack("oraclePayment")
}

// UnpackOraclePayment is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0c02e130.
//
// Solidity: function oraclePayment() view returns(uint96)
func (recordMarket *RecordMarket) UnpackOraclePayment(data []byte) (*big.Int, error) {
	out, err := recordMarket.abi.Unpack("oraclePayment", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8da5cb5b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function owner() view returns(address)
func (recordMarket *RecordMarket) PackOwner() []byte {
	enc, err := recordMarket.abi.Pack("owner")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8da5cb5b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function owner() view returns(address)
func (recordMarket *RecordMarket) TryPackOwner() ([]byte, error) {
	return recordMarket.abi.Pack("owner")
}

// UnpackOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8da5cb5b.
//
// Solidity: function owner() view returns(address)
func (recordMarket *RecordMarket) UnpackOwner(data []byte) (common.Address, error) {
	out, err := recordMarket.abi.Unpack("owner", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackPause is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8456cb59.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function pause() returns()
func (recordMarket *RecordMarket) PackPause() []byte {
	enc, err := recordMarket.abi.Pack("pause")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPause is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8456cb59.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function pause() returns()
func (recordMarket *RecordMarket) TryPackPause() ([]byte, error) {
	return recordMarket.abi.Pack("pause")
}

// PackPaused is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5c975abb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function paused() view returns(bool)
func (recordMarket *RecordMarket) PackPaused() []byte {
	enc, err := recordMarket.abi.Pack("paused")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPaused is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5c975abb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function paused() view returns(bool)
func (recordMarket *RecordMarket) TryPackPaused() ([]byte, error) {
	return recordMarket.abi.Pack("paused")
}

// UnpackPaused is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5c975abb.
//
// Solidity: function paused() view returns(bool)
func (recordMarket *RecordMarket) UnpackPaused(data []byte) (bool, error) {
	out, err := recordMarket.abi.Unpack("paused", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackPayEmergencyFee is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x46262c7b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function payEmergencyFee(bytes32 requestId) returns()
func (recordMarket *RecordMarket) PackPayEmergencyFee(requestId [32]byte) []byte {
	enc, err := recordMarket.abi.Pack("payEmergencyFee", requestId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPayEmergencyFee is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x46262c7b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function payEmergencyFee(bytes32 requestId) returns()
func (recordMarket *RecordMarket) TryPackPayEmergencyFee(requestId [32]byte) ([]byte, error) {
	return recordMarket.abi.Pack("payEmergencyFee", requestId)
}

// PackPendingOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe30c3978.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function pendingOwner() view returns(address)
func (recordMarket *RecordMarket) PackPendingOwner() []byte {
	enc, err := recordMarket.abi.Pack("pendingOwner")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPendingOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe30c3978.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function pendingOwner() view returns(address)
func (recordMarket *RecordMarket) TryPackPendingOwner() ([]byte, error) {
	return recordMarket.abi.Pack("pendingOwner")
}

// UnpackPendingOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe30c3978.
//
// Solidity: function pendingOwner() view returns(address)
func (recordMarket *RecordMarket) UnpackPendingOwner(data []byte) (common.Address, error) {
	out, err := recordMarket.abi.Unpack("pendingOwner", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackPrice is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x88f3543a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function price(bytes32 recordId) view returns(uint256)
func (recordMarket *RecordMarket) PackPrice(recordId [32]byte) []byte {
	enc, err := recordMarket.abi.Pack("price", recordId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPrice is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x88f3543a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function price(bytes32 recordId) view returns(uint256)
func (recordMarket *RecordMarket) TryPackPrice(recordId [32]byte) ([]byte, error) {
	return recordMarket.abi.Pack("price", recordId)
}

// UnpackPrice is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x88f3543a.
//
// Solidity: function price(bytes32 recordId) view returns(uint256)
func (recordMarket *RecordMarket) UnpackPrice(data []byte) (*big.Int, error) {
	out, err := recordMarket.abi.Unpack("price", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1c544d76.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function register(bytes32 recordId, uint96 fee) returns()
func (recordMarket *RecordMarket) PackRegister(recordId [32]byte, fee *big.Int) []byte {
	enc, err := recordMarket.abi.Pack("register", recordId, fee)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1c544d76.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function register(bytes32 recordId, uint96 fee) returns()
func (recordMarket *RecordMarket) TryPackRegister(recordId [32]byte, fee *big.Int) ([]byte, error) {
	return recordMarket.abi.Pack("register", recordId, fee)
}

// PackReissue is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x43200cb7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function reissue(bytes32 requestId, bytes32 publicKey, uint256 maxFee) returns(bytes32 reissueId)
func (recordMarket *RecordMarket) PackReissue(requestId [32]byte, publicKey [32]byte, maxFee *big.Int) []byte {
	enc, err := recordMarket.abi.Pack("reissue", requestId, publicKey, maxFee)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackReissue is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x43200cb7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function reissue(bytes32 requestId, bytes32 publicKey, uint256 maxFee) returns(bytes32 reissueId)
func (recordMarket *RecordMarket) TryPackReissue(requestId [32]byte, publicKey [32]byte, maxFee *big.Int) ([]byte, error) {
	return recordMarket.abi.Pack("reissue", requestId, publicKey, maxFee)
}

// UnpackReissue is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x43200cb7.
//
// Solidity: function reissue(bytes32 requestId, bytes32 publicKey, uint256 maxFee) returns(bytes32 reissueId)
func (recordMarket *RecordMarket) UnpackReissue(data []byte) ([32]byte, error) {
	out, err := recordMarket.abi.Unpack("reissue", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRenounceOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x715018a6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function renounceOwnership() returns()
func (recordMarket *RecordMarket) PackRenounceOwnership() []byte {
	enc, err := recordMarket.abi.Pack("renounceOwnership")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRenounceOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x715018a6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function renounceOwnership() returns()
func (recordMarket *RecordMarket) TryPackRenounceOwnership() ([]byte, error) {
	return recordMarket.abi.Pack("renounceOwnership")
}

// PackRequest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x137e22b9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function request(bytes32 recordId, bytes32 publicKey, uint256 maxFee) returns(bytes32 requestId)
func (recordMarket *RecordMarket) PackRequest(recordId [32]byte, publicKey [32]byte, maxFee *big.Int) []byte {
	enc, err := recordMarket.abi.Pack("request", recordId, publicKey, maxFee)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x137e22b9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function request(bytes32 recordId, bytes32 publicKey, uint256 maxFee) returns(bytes32 requestId)
func (recordMarket *RecordMarket) TryPackRequest(recordId [32]byte, publicKey [32]byte, maxFee *big.Int) ([]byte, error) {
	return recordMarket.abi.Pack("request", recordId, publicKey, maxFee)
}

// UnpackRequest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x137e22b9.
//
// Solidity: function request(bytes32 recordId, bytes32 publicKey, uint256 maxFee) returns(bytes32 requestId)
func (recordMarket *RecordMarket) UnpackRequest(data []byte) ([32]byte, error) {
	out, err := recordMarket.abi.Unpack("request", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRequestWithTerms is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x718683fc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requestWithTerms(bytes32 recordId, bytes32 publicKey, uint256 maxFee, bytes16 purpose, uint32 accessPeriod) returns(bytes32 requestId)
func (recordMarket *RecordMarket) PackRequestWithTerms(recordId [32]byte, publicKey [32]byte, maxFee *big.Int, purpose [16]byte, accessPeriod uint32) []byte {
	enc, err := recordMarket.abi.Pack("requestWithTerms", recordId, publicKey, maxFee, purpose, accessPeriod)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequestWithTerms is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x718683fc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requestWithTerms(bytes32 recordId, bytes32 publicKey, uint256 maxFee, bytes16 purpose, uint32 accessPeriod) returns(bytes32 requestId)
func (recordMarket *RecordMarket) TryPackRequestWithTerms(recordId [32]byte, publicKey [32]byte, maxFee *big.Int, purpose [16]byte, accessPeriod uint32) ([]byte, error) {
	return recordMarket.abi.Pack("requestWithTerms", recordId, publicKey, maxFee, purpose, accessPeriod)
}

// UnpackRequestWithTerms is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x718683fc.
//
// Solidity: function requestWithTerms(bytes32 recordId, bytes32 publicKey, uint256 maxFee, bytes16 purpose, uint32 accessPeriod) returns(bytes32 requestId)
func (recordMarket *RecordMarket) UnpackRequestWithTerms(data []byte) ([32]byte, error) {
	out, err := recordMarket.abi.Unpack("requestWithTerms", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRevoke is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb75c7dc6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revoke(bytes32 requestId) returns()
func (recordMarket *RecordMarket) PackRevoke(requestId [32]byte) []byte {
	enc, err := recordMarket.abi.Pack("revoke", requestId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRevoke is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb75c7dc6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function revoke(bytes32 requestId) returns()
func (recordMarket *RecordMarket) TryPackRevoke(requestId [32]byte) ([]byte, error) {
	return recordMarket.abi.Pack("revoke", requestId)
}

// PackRoleOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbe54fa9f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function roleOf(address patient, address agent) view returns(uint8)
func (recordMarket *RecordMarket) PackRoleOf(patient common.Address, agent common.Address) []byte {
	enc, err := recordMarket.abi.Pack("roleOf", patient, agent)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRoleOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbe54fa9f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function roleOf(address patient, address agent) view returns(uint8)
func (recordMarket *RecordMarket) TryPackRoleOf(patient common.Address, agent common.Address) ([]byte, error) {
	return recordMarket.abi.Pack("roleOf", patient, agent)
}

// UnpackRoleOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbe54fa9f.
//
// Solidity: function roleOf(address patient, address agent) view returns(uint8)
func (recordMarket *RecordMarket) UnpackRoleOf(data []byte) (uint8, error) {
	out, err := recordMarket.abi.Unpack("roleOf", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackSetFee is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe5b1621f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setFee(bytes32 recordId, uint96 fee) returns()
func (recordMarket *RecordMarket) PackSetFee(recordId [32]byte, fee *big.Int) []byte {
	enc, err := recordMarket.abi.Pack("setFee", recordId, fee)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetFee is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe5b1621f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setFee(bytes32 recordId, uint96 fee) returns()
func (recordMarket *RecordMarket) TryPackSetFee(recordId [32]byte, fee *big.Int) ([]byte, error) {
	return recordMarket.abi.Pack("setFee", recordId, fee)
}

// PackSetForwarder is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3e2f3954.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setForwarder(address forwarder, bytes32 workflowId) returns()
func (recordMarket *RecordMarket) PackSetForwarder(forwarder common.Address, workflowId [32]byte) []byte {
	enc, err := recordMarket.abi.Pack("setForwarder", forwarder, workflowId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetForwarder is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3e2f3954.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setForwarder(address forwarder, bytes32 workflowId) returns()
func (recordMarket *RecordMarket) TryPackSetForwarder(forwarder common.Address, workflowId [32]byte) ([]byte, error) {
	return recordMarket.abi.Pack("setForwarder", forwarder, workflowId)
}

// PackSetOracle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb63c448b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setOracle(address oracle_, bytes32 jobId_, uint96 payment) returns()
func (recordMarket *RecordMarket) PackSetOracle(oracle common.Address, jobId [32]byte, payment *big.Int) []byte {
	enc, err := recordMarket.abi.Pack("setOracle", oracle, jobId, payment)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetOracle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb63c448b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setOracle(address oracle_, bytes32 jobId_, uint96 payment) returns()
func (recordMarket *RecordMarket) TryPackSetOracle(oracle common.Address, jobId [32]byte, payment *big.Int) ([]byte, error) {
	return recordMarket.abi.Pack("setOracle", oracle, jobId, payment)
}

// PackSupportsInterface is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ffc9a7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (recordMarket *RecordMarket) PackSupportsInterface(interfaceId [4]byte) []byte {
	enc, err := recordMarket.abi.Pack("supportsInterface", interfaceId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSupportsInterface is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ffc9a7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (recordMarket *RecordMarket) TryPackSupportsInterface(interfaceId [4]byte) ([]byte, error) {
	return recordMarket.abi.Pack("supportsInterface", interfaceId)
}

// UnpackSupportsInterface is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x01ffc9a7.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (recordMarket *RecordMarket) UnpackSupportsInterface(data []byte) (bool, error) {
	out, err := recordMarket.abi.Unpack("supportsInterface", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackTotalBalances is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa69a2ad1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function totalBalances() view returns(uint256)
func (recordMarket *RecordMarket) PackTotalBalances() []byte {
	enc, err := recordMarket.abi.Pack("totalBalances")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTotalBalances is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa69a2ad1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function totalBalances() view returns(uint256)
func (recordMarket *RecordMarket) TryPackTotalBalances() ([]byte, error) {
	return recordMarket.abi.Pack("totalBalances")
}

// UnpackTotalBalances is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa69a2ad1.
//
// Solidity: function totalBalances() view returns(uint256)
func (recordMarket *RecordMarket) UnpackTotalBalances(data []byte) (*big.Int, error) {
	out, err := recordMarket.abi.Unpack("totalBalances", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackTotalEscrow is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa3d89844.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function totalEscrow() view returns(uint256)
func (recordMarket *RecordMarket) PackTotalEscrow() []byte {
	enc, err := recordMarket.abi.Pack("totalEscrow")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTotalEscrow is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa3d89844.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function totalEscrow() view returns(uint256)
func (recordMarket *RecordMarket) TryPackTotalEscrow() ([]byte, error) {
	return recordMarket.abi.Pack("totalEscrow")
}

// UnpackTotalEscrow is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa3d89844.
//
// Solidity: function totalEscrow() view returns(uint256)
func (recordMarket *RecordMarket) UnpackTotalEscrow(data []byte) (*big.Int, error) {
	out, err := recordMarket.abi.Unpack("totalEscrow", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackTransferOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf2fde38b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferOwnership(address newOwner) returns()
func (recordMarket *RecordMarket) PackTransferOwnership(newOwner common.Address) []byte {
	enc, err := recordMarket.abi.Pack("transferOwnership", newOwner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf2fde38b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferOwnership(address newOwner) returns()
func (recordMarket *RecordMarket) TryPackTransferOwnership(newOwner common.Address) ([]byte, error) {
	return recordMarket.abi.Pack("transferOwnership", newOwner)
}

// PackUnpause is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3f4ba83a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function unpause() returns()
func (recordMarket *RecordMarket) PackUnpause() []byte {
	enc, err := recordMarket.abi.Pack("unpause")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUnpause is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3f4ba83a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function unpause() returns()
func (recordMarket *RecordMarket) TryPackUnpause() ([]byte, error) {
	return recordMarket.abi.Pack("unpause")
}

// PackUsesReports is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe629b78a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function usesReports() view returns(bool)
func (recordMarket *RecordMarket) PackUsesReports() []byte {
	enc, err := recordMarket.abi.Pack("usesReports")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUsesReports is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe629b78a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function usesReports() view returns(bool)
func (recordMarket *RecordMarket) TryPackUsesReports() ([]byte, error) {
	return recordMarket.abi.Pack("usesReports")
}

// UnpackUsesReports is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe629b78a.
//
// Solidity: function usesReports() view returns(bool)
func (recordMarket *RecordMarket) UnpackUsesReports(data []byte) (bool, error) {
	out, err := recordMarket.abi.Unpack("usesReports", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3ccfd60b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw() returns(uint256 amount)
func (recordMarket *RecordMarket) PackWithdraw() []byte {
	enc, err := recordMarket.abi.Pack("withdraw")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3ccfd60b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdraw() returns(uint256 amount)
func (recordMarket *RecordMarket) TryPackWithdraw() ([]byte, error) {
	return recordMarket.abi.Pack("withdraw")
}

// UnpackWithdraw is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3ccfd60b.
//
// Solidity: function withdraw() returns(uint256 amount)
func (recordMarket *RecordMarket) UnpackWithdraw(data []byte) (*big.Int, error) {
	out, err := recordMarket.abi.Unpack("withdraw", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// RecordMarketAccessReissued represents a AccessReissued event raised by the RecordMarket contract.
type RecordMarketAccessReissued struct {
	RequestId [32]byte
	GrantId   [32]byte
	Raw       *types.Log // Blockchain specific contextual infos
}

const RecordMarketAccessReissuedEventName = "AccessReissued"

// ContractEventName returns the user-defined event name.
func (RecordMarketAccessReissued) ContractEventName() string {
	return RecordMarketAccessReissuedEventName
}

// UnpackAccessReissuedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AccessReissued(bytes32 indexed requestId, bytes32 indexed grantId)
func (recordMarket *RecordMarket) UnpackAccessReissuedEvent(log *types.Log) (*RecordMarketAccessReissued, error) {
	event := "AccessReissued"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketAccessReissued)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketAccessRevoked represents a AccessRevoked event raised by the RecordMarket contract.
type RecordMarketAccessRevoked struct {
	RequestId [32]byte
	Released  bool
	Raw       *types.Log // Blockchain specific contextual infos
}

const RecordMarketAccessRevokedEventName = "AccessRevoked"

// ContractEventName returns the user-defined event name.
func (RecordMarketAccessRevoked) ContractEventName() string {
	return RecordMarketAccessRevokedEventName
}

// UnpackAccessRevokedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AccessRevoked(bytes32 indexed requestId, bool released)
func (recordMarket *RecordMarket) UnpackAccessRevokedEvent(log *types.Log) (*RecordMarketAccessRevoked, error) {
	event := "AccessRevoked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketAccessRevoked)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketAgentNamed represents a AgentNamed event raised by the RecordMarket contract.
type RecordMarketAgentNamed struct {
	Patient common.Address
	Agent   common.Address
	Role    uint8
	Until   uint64
	Raw     *types.Log // Blockchain specific contextual infos
}

const RecordMarketAgentNamedEventName = "AgentNamed"

// ContractEventName returns the user-defined event name.
func (RecordMarketAgentNamed) ContractEventName() string {
	return RecordMarketAgentNamedEventName
}

// UnpackAgentNamedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AgentNamed(address indexed patient, address indexed agent, uint8 role, uint64 until)
func (recordMarket *RecordMarket) UnpackAgentNamedEvent(log *types.Log) (*RecordMarketAgentNamed, error) {
	event := "AgentNamed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketAgentNamed)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketAnswerRefused represents a AnswerRefused event raised by the RecordMarket contract.
type RecordMarketAnswerRefused struct {
	RequestId [32]byte
	Reason    uint8
	Raw       *types.Log // Blockchain specific contextual infos
}

const RecordMarketAnswerRefusedEventName = "AnswerRefused"

// ContractEventName returns the user-defined event name.
func (RecordMarketAnswerRefused) ContractEventName() string {
	return RecordMarketAnswerRefusedEventName
}

// UnpackAnswerRefusedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AnswerRefused(bytes32 indexed requestId, uint8 reason)
func (recordMarket *RecordMarket) UnpackAnswerRefusedEvent(log *types.Log) (*RecordMarketAnswerRefused, error) {
	event := "AnswerRefused"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketAnswerRefused)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketChainlinkCancelled represents a ChainlinkCancelled event raised by the RecordMarket contract.
type RecordMarketChainlinkCancelled struct {
	Id  [32]byte
	Raw *types.Log // Blockchain specific contextual infos
}

const RecordMarketChainlinkCancelledEventName = "ChainlinkCancelled"

// ContractEventName returns the user-defined event name.
func (RecordMarketChainlinkCancelled) ContractEventName() string {
	return RecordMarketChainlinkCancelledEventName
}

// UnpackChainlinkCancelledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ChainlinkCancelled(bytes32 indexed id)
func (recordMarket *RecordMarket) UnpackChainlinkCancelledEvent(log *types.Log) (*RecordMarketChainlinkCancelled, error) {
	event := "ChainlinkCancelled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketChainlinkCancelled)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketChainlinkFulfilled represents a ChainlinkFulfilled event raised by the RecordMarket contract.
type RecordMarketChainlinkFulfilled struct {
	Id  [32]byte
	Raw *types.Log // Blockchain specific contextual infos
}

const RecordMarketChainlinkFulfilledEventName = "ChainlinkFulfilled"

// ContractEventName returns the user-defined event name.
func (RecordMarketChainlinkFulfilled) ContractEventName() string {
	return RecordMarketChainlinkFulfilledEventName
}

// UnpackChainlinkFulfilledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ChainlinkFulfilled(bytes32 indexed id)
func (recordMarket *RecordMarket) UnpackChainlinkFulfilledEvent(log *types.Log) (*RecordMarketChainlinkFulfilled, error) {
	event := "ChainlinkFulfilled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketChainlinkFulfilled)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketChainlinkRequested represents a ChainlinkRequested event raised by the RecordMarket contract.
type RecordMarketChainlinkRequested struct {
	Id  [32]byte
	Raw *types.Log // Blockchain specific contextual infos
}

const RecordMarketChainlinkRequestedEventName = "ChainlinkRequested"

// ContractEventName returns the user-defined event name.
func (RecordMarketChainlinkRequested) ContractEventName() string {
	return RecordMarketChainlinkRequestedEventName
}

// UnpackChainlinkRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ChainlinkRequested(bytes32 indexed id)
func (recordMarket *RecordMarket) UnpackChainlinkRequestedEvent(log *types.Log) (*RecordMarketChainlinkRequested, error) {
	event := "ChainlinkRequested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketChainlinkRequested)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketCredited represents a Credited event raised by the RecordMarket contract.
type RecordMarketCredited struct {
	Account common.Address
	Amount  *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const RecordMarketCreditedEventName = "Credited"

// ContractEventName returns the user-defined event name.
func (RecordMarketCredited) ContractEventName() string {
	return RecordMarketCreditedEventName
}

// UnpackCreditedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Credited(address indexed account, uint256 amount)
func (recordMarket *RecordMarket) UnpackCreditedEvent(log *types.Log) (*RecordMarketCredited, error) {
	event := "Credited"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketCredited)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketEIP712DomainChanged represents a EIP712DomainChanged event raised by the RecordMarket contract.
type RecordMarketEIP712DomainChanged struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const RecordMarketEIP712DomainChangedEventName = "EIP712DomainChanged"

// ContractEventName returns the user-defined event name.
func (RecordMarketEIP712DomainChanged) ContractEventName() string {
	return RecordMarketEIP712DomainChangedEventName
}

// UnpackEIP712DomainChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EIP712DomainChanged()
func (recordMarket *RecordMarket) UnpackEIP712DomainChangedEvent(log *types.Log) (*RecordMarketEIP712DomainChanged, error) {
	event := "EIP712DomainChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketEIP712DomainChanged)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketEmergencyAccess represents a EmergencyAccess event raised by the RecordMarket contract.
type RecordMarketEmergencyAccess struct {
	RequestId [32]byte
	RecordId  [32]byte
	Guardian  common.Address
	FeeOwed   *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const RecordMarketEmergencyAccessEventName = "EmergencyAccess"

// ContractEventName returns the user-defined event name.
func (RecordMarketEmergencyAccess) ContractEventName() string {
	return RecordMarketEmergencyAccessEventName
}

// UnpackEmergencyAccessEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EmergencyAccess(bytes32 indexed requestId, bytes32 indexed recordId, address indexed guardian, uint96 feeOwed)
func (recordMarket *RecordMarket) UnpackEmergencyAccessEvent(log *types.Log) (*RecordMarketEmergencyAccess, error) {
	event := "EmergencyAccess"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketEmergencyAccess)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketEmergencyFeePaid represents a EmergencyFeePaid event raised by the RecordMarket contract.
type RecordMarketEmergencyFeePaid struct {
	RequestId [32]byte
	Payer     common.Address
	Amount    *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const RecordMarketEmergencyFeePaidEventName = "EmergencyFeePaid"

// ContractEventName returns the user-defined event name.
func (RecordMarketEmergencyFeePaid) ContractEventName() string {
	return RecordMarketEmergencyFeePaidEventName
}

// UnpackEmergencyFeePaidEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EmergencyFeePaid(bytes32 indexed requestId, address indexed payer, uint96 amount)
func (recordMarket *RecordMarket) UnpackEmergencyFeePaidEvent(log *types.Log) (*RecordMarketEmergencyFeePaid, error) {
	event := "EmergencyFeePaid"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketEmergencyFeePaid)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketFeeChanged represents a FeeChanged event raised by the RecordMarket contract.
type RecordMarketFeeChanged struct {
	RecordId [32]byte
	OldFee   *big.Int
	NewFee   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const RecordMarketFeeChangedEventName = "FeeChanged"

// ContractEventName returns the user-defined event name.
func (RecordMarketFeeChanged) ContractEventName() string {
	return RecordMarketFeeChangedEventName
}

// UnpackFeeChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event FeeChanged(bytes32 indexed recordId, uint96 oldFee, uint96 newFee)
func (recordMarket *RecordMarket) UnpackFeeChangedEvent(log *types.Log) (*RecordMarketFeeChanged, error) {
	event := "FeeChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketFeeChanged)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketForwarderChanged represents a ForwarderChanged event raised by the RecordMarket contract.
type RecordMarketForwarderChanged struct {
	Forwarder  common.Address
	WorkflowId [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const RecordMarketForwarderChangedEventName = "ForwarderChanged"

// ContractEventName returns the user-defined event name.
func (RecordMarketForwarderChanged) ContractEventName() string {
	return RecordMarketForwarderChangedEventName
}

// UnpackForwarderChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ForwarderChanged(address indexed forwarder, bytes32 workflowId)
func (recordMarket *RecordMarket) UnpackForwarderChangedEvent(log *types.Log) (*RecordMarketForwarderChanged, error) {
	event := "ForwarderChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketForwarderChanged)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketOracleChanged represents a OracleChanged event raised by the RecordMarket contract.
type RecordMarketOracleChanged struct {
	Oracle  common.Address
	JobId   [32]byte
	Payment *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const RecordMarketOracleChangedEventName = "OracleChanged"

// ContractEventName returns the user-defined event name.
func (RecordMarketOracleChanged) ContractEventName() string {
	return RecordMarketOracleChangedEventName
}

// UnpackOracleChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OracleChanged(address indexed oracle, bytes32 jobId, uint96 payment)
func (recordMarket *RecordMarket) UnpackOracleChangedEvent(log *types.Log) (*RecordMarketOracleChanged, error) {
	event := "OracleChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketOracleChanged)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketOraclePaymentRecovered represents a OraclePaymentRecovered event raised by the RecordMarket contract.
type RecordMarketOraclePaymentRecovered struct {
	RequestId [32]byte
	Amount    *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const RecordMarketOraclePaymentRecoveredEventName = "OraclePaymentRecovered"

// ContractEventName returns the user-defined event name.
func (RecordMarketOraclePaymentRecovered) ContractEventName() string {
	return RecordMarketOraclePaymentRecoveredEventName
}

// UnpackOraclePaymentRecoveredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OraclePaymentRecovered(bytes32 indexed requestId, uint256 amount)
func (recordMarket *RecordMarket) UnpackOraclePaymentRecoveredEvent(log *types.Log) (*RecordMarketOraclePaymentRecovered, error) {
	event := "OraclePaymentRecovered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketOraclePaymentRecovered)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketOwnershipTransferStarted represents a OwnershipTransferStarted event raised by the RecordMarket contract.
type RecordMarketOwnershipTransferStarted struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const RecordMarketOwnershipTransferStartedEventName = "OwnershipTransferStarted"

// ContractEventName returns the user-defined event name.
func (RecordMarketOwnershipTransferStarted) ContractEventName() string {
	return RecordMarketOwnershipTransferStartedEventName
}

// UnpackOwnershipTransferStartedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner)
func (recordMarket *RecordMarket) UnpackOwnershipTransferStartedEvent(log *types.Log) (*RecordMarketOwnershipTransferStarted, error) {
	event := "OwnershipTransferStarted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketOwnershipTransferStarted)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketOwnershipTransferred represents a OwnershipTransferred event raised by the RecordMarket contract.
type RecordMarketOwnershipTransferred struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const RecordMarketOwnershipTransferredEventName = "OwnershipTransferred"

// ContractEventName returns the user-defined event name.
func (RecordMarketOwnershipTransferred) ContractEventName() string {
	return RecordMarketOwnershipTransferredEventName
}

// UnpackOwnershipTransferredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)
func (recordMarket *RecordMarket) UnpackOwnershipTransferredEvent(log *types.Log) (*RecordMarketOwnershipTransferred, error) {
	event := "OwnershipTransferred"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketOwnershipTransferred)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketPaused represents a Paused event raised by the RecordMarket contract.
type RecordMarketPaused struct {
	Account common.Address
	Raw     *types.Log // Blockchain specific contextual infos
}

const RecordMarketPausedEventName = "Paused"

// ContractEventName returns the user-defined event name.
func (RecordMarketPaused) ContractEventName() string {
	return RecordMarketPausedEventName
}

// UnpackPausedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Paused(address account)
func (recordMarket *RecordMarket) UnpackPausedEvent(log *types.Log) (*RecordMarketPaused, error) {
	event := "Paused"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketPaused)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketRecordRegistered represents a RecordRegistered event raised by the RecordMarket contract.
type RecordMarketRecordRegistered struct {
	RecordId [32]byte
	Patient  common.Address
	Fee      *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const RecordMarketRecordRegisteredEventName = "RecordRegistered"

// ContractEventName returns the user-defined event name.
func (RecordMarketRecordRegistered) ContractEventName() string {
	return RecordMarketRecordRegisteredEventName
}

// UnpackRecordRegisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RecordRegistered(bytes32 indexed recordId, address indexed patient, uint96 fee)
func (recordMarket *RecordMarket) UnpackRecordRegisteredEvent(log *types.Log) (*RecordMarketRecordRegistered, error) {
	event := "RecordRegistered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketRecordRegistered)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketRecordReleased represents a RecordReleased event raised by the RecordMarket contract.
type RecordMarketRecordReleased struct {
	RequestId      [32]byte
	SealedLocation []byte
	Raw            *types.Log // Blockchain specific contextual infos
}

const RecordMarketRecordReleasedEventName = "RecordReleased"

// ContractEventName returns the user-defined event name.
func (RecordMarketRecordReleased) ContractEventName() string {
	return RecordMarketRecordReleasedEventName
}

// UnpackRecordReleasedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RecordReleased(bytes32 indexed requestId, bytes sealedLocation)
func (recordMarket *RecordMarket) UnpackRecordReleasedEvent(log *types.Log) (*RecordMarketRecordReleased, error) {
	event := "RecordReleased"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketRecordReleased)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketRecordRequested represents a RecordRequested event raised by the RecordMarket contract.
type RecordMarketRecordRequested struct {
	RequestId     [32]byte
	RecordId      [32]byte
	Patient       common.Address
	Requester     common.Address
	PublicKey     [32]byte
	Fee           *big.Int
	OraclePayment *big.Int
	Deadline      uint64
	Purpose       [16]byte
	AccessPeriod  uint32
	Raw           *types.Log // Blockchain specific contextual infos
}

const RecordMarketRecordRequestedEventName = "RecordRequested"

// ContractEventName returns the user-defined event name.
func (RecordMarketRecordRequested) ContractEventName() string {
	return RecordMarketRecordRequestedEventName
}

// UnpackRecordRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RecordRequested(bytes32 indexed requestId, bytes32 indexed recordId, address indexed patient, address requester, bytes32 publicKey, uint96 fee, uint96 oraclePayment, uint64 deadline, bytes16 purpose, uint32 accessPeriod)
func (recordMarket *RecordMarket) UnpackRecordRequestedEvent(log *types.Log) (*RecordMarketRecordRequested, error) {
	event := "RecordRequested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketRecordRequested)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketReportRequested represents a ReportRequested event raised by the RecordMarket contract.
type RecordMarketReportRequested struct {
	RequestId   [32]byte
	WorkflowId  [32]byte
	Callback    [4]byte
	CborPayload []byte
	Raw         *types.Log // Blockchain specific contextual infos
}

const RecordMarketReportRequestedEventName = "ReportRequested"

// ContractEventName returns the user-defined event name.
func (RecordMarketReportRequested) ContractEventName() string {
	return RecordMarketReportRequestedEventName
}

// UnpackReportRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ReportRequested(bytes32 indexed requestId, bytes32 indexed workflowId, bytes4 callback, bytes cborPayload)
func (recordMarket *RecordMarket) UnpackReportRequestedEvent(log *types.Log) (*RecordMarketReportRequested, error) {
	event := "ReportRequested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketReportRequested)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketRequestApproved represents a RequestApproved event raised by the RecordMarket contract.
type RecordMarketRequestApproved struct {
	RequestId       [32]byte
	OracleRequestId [32]byte
	Deadline        uint64
	By              common.Address
	Raw             *types.Log // Blockchain specific contextual infos
}

const RecordMarketRequestApprovedEventName = "RequestApproved"

// ContractEventName returns the user-defined event name.
func (RecordMarketRequestApproved) ContractEventName() string {
	return RecordMarketRequestApprovedEventName
}

// UnpackRequestApprovedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RequestApproved(bytes32 indexed requestId, bytes32 indexed oracleRequestId, uint64 deadline, address by)
func (recordMarket *RecordMarket) UnpackRequestApprovedEvent(log *types.Log) (*RecordMarketRequestApproved, error) {
	event := "RequestApproved"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketRequestApproved)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketRequestDeclined represents a RequestDeclined event raised by the RecordMarket contract.
type RecordMarketRequestDeclined struct {
	RequestId [32]byte
	Raw       *types.Log // Blockchain specific contextual infos
}

const RecordMarketRequestDeclinedEventName = "RequestDeclined"

// ContractEventName returns the user-defined event name.
func (RecordMarketRequestDeclined) ContractEventName() string {
	return RecordMarketRequestDeclinedEventName
}

// UnpackRequestDeclinedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RequestDeclined(bytes32 indexed requestId)
func (recordMarket *RecordMarket) UnpackRequestDeclinedEvent(log *types.Log) (*RecordMarketRequestDeclined, error) {
	event := "RequestDeclined"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketRequestDeclined)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketRequestExpired represents a RequestExpired event raised by the RecordMarket contract.
type RecordMarketRequestExpired struct {
	RequestId [32]byte
	Raw       *types.Log // Blockchain specific contextual infos
}

const RecordMarketRequestExpiredEventName = "RequestExpired"

// ContractEventName returns the user-defined event name.
func (RecordMarketRequestExpired) ContractEventName() string {
	return RecordMarketRequestExpiredEventName
}

// UnpackRequestExpiredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RequestExpired(bytes32 indexed requestId)
func (recordMarket *RecordMarket) UnpackRequestExpiredEvent(log *types.Log) (*RecordMarketRequestExpired, error) {
	event := "RequestExpired"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketRequestExpired)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketUnpaused represents a Unpaused event raised by the RecordMarket contract.
type RecordMarketUnpaused struct {
	Account common.Address
	Raw     *types.Log // Blockchain specific contextual infos
}

const RecordMarketUnpausedEventName = "Unpaused"

// ContractEventName returns the user-defined event name.
func (RecordMarketUnpaused) ContractEventName() string {
	return RecordMarketUnpausedEventName
}

// UnpackUnpausedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Unpaused(address account)
func (recordMarket *RecordMarket) UnpackUnpausedEvent(log *types.Log) (*RecordMarketUnpaused, error) {
	event := "Unpaused"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketUnpaused)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RecordMarketWithdrawn represents a Withdrawn event raised by the RecordMarket contract.
type RecordMarketWithdrawn struct {
	Account common.Address
	Amount  *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const RecordMarketWithdrawnEventName = "Withdrawn"

// ContractEventName returns the user-defined event name.
func (RecordMarketWithdrawn) ContractEventName() string {
	return RecordMarketWithdrawnEventName
}

// UnpackWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Withdrawn(address indexed account, uint256 amount)
func (recordMarket *RecordMarket) UnpackWithdrawnEvent(log *types.Log) (*RecordMarketWithdrawn, error) {
	event := "Withdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != recordMarket.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RecordMarketWithdrawn)
	if len(log.Data) > 0 {
		if err := recordMarket.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range recordMarket.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (recordMarket *RecordMarket) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["AccessEnds"].ID.Bytes()[:4]) {
		return recordMarket.UnpackAccessEndsError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["AlreadyRegistered"].ID.Bytes()[:4]) {
		return recordMarket.UnpackAlreadyRegisteredError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["AlreadySettled"].ID.Bytes()[:4]) {
		return recordMarket.UnpackAlreadySettledError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["DeadlineAhead"].ID.Bytes()[:4]) {
		return recordMarket.UnpackDeadlineAheadError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["DeadlinePassed"].ID.Bytes()[:4]) {
		return recordMarket.UnpackDeadlinePassedError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["InvalidShortString"].ID.Bytes()[:4]) {
		return recordMarket.UnpackInvalidShortStringError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["NotAContract"].ID.Bytes()[:4]) {
		return recordMarket.UnpackNotAContractError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["NotForwarder"].ID.Bytes()[:4]) {
		return recordMarket.UnpackNotForwarderError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["NotGuardian"].ID.Bytes()[:4]) {
		return recordMarket.UnpackNotGuardianError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["NotPatient"].ID.Bytes()[:4]) {
		return recordMarket.UnpackNotPatientError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["NotRequester"].ID.Bytes()[:4]) {
		return recordMarket.UnpackNotRequesterError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["NothingOwed"].ID.Bytes()[:4]) {
		return recordMarket.UnpackNothingOwedError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["NothingToWithdraw"].ID.Bytes()[:4]) {
		return recordMarket.UnpackNothingToWithdrawError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["PriceAboveMaximum"].ID.Bytes()[:4]) {
		return recordMarket.UnpackPriceAboveMaximumError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["PublicKeyMissing"].ID.Bytes()[:4]) {
		return recordMarket.UnpackPublicKeyMissingError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["ReportTooShort"].ID.Bytes()[:4]) {
		return recordMarket.UnpackReportTooShortError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["SignatureExpired"].ID.Bytes()[:4]) {
		return recordMarket.UnpackSignatureExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["StringTooLong"].ID.Bytes()[:4]) {
		return recordMarket.UnpackStringTooLongError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["UnknownRecord"].ID.Bytes()[:4]) {
		return recordMarket.UnpackUnknownRecordError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["UnknownRequest"].ID.Bytes()[:4]) {
		return recordMarket.UnpackUnknownRequestError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["WindowOutOfRange"].ID.Bytes()[:4]) {
		return recordMarket.UnpackWindowOutOfRangeError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["WrongExpiryTime"].ID.Bytes()[:4]) {
		return recordMarket.UnpackWrongExpiryTimeError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["WrongSignature"].ID.Bytes()[:4]) {
		return recordMarket.UnpackWrongSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["WrongStatus"].ID.Bytes()[:4]) {
		return recordMarket.UnpackWrongStatusError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["WrongToken"].ID.Bytes()[:4]) {
		return recordMarket.UnpackWrongTokenError(raw[4:])
	}
	if bytes.Equal(raw[:4], recordMarket.abi.Errors["WrongWorkflow"].ID.Bytes()[:4]) {
		return recordMarket.UnpackWrongWorkflowError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// RecordMarketAccessEnds represents a AccessEnds error raised by the RecordMarket contract.
type RecordMarketAccessEnds struct {
	Present     *big.Int
	AccessUntil *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AccessEnds(uint256 present, uint256 accessUntil)
func RecordMarketAccessEndsErrorID() common.Hash {
	return common.HexToHash("0x2fdbca5aa7403d289b00f1a44d3476da41e36c5ed8824eab2b3e5fdc31c0d28c")
}

// UnpackAccessEndsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AccessEnds(uint256 present, uint256 accessUntil)
func (recordMarket *RecordMarket) UnpackAccessEndsError(raw []byte) (*RecordMarketAccessEnds, error) {
	out := new(RecordMarketAccessEnds)
	if err := recordMarket.abi.UnpackIntoInterface(out, "AccessEnds", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketAlreadyRegistered represents a AlreadyRegistered error raised by the RecordMarket contract.
type RecordMarketAlreadyRegistered struct {
	RecordId [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyRegistered(bytes32 recordId)
func RecordMarketAlreadyRegisteredErrorID() common.Hash {
	return common.HexToHash("0x77caf672214035207a45708060aa1e2e66841e1b2dbaefae83058807272a7a8a")
}

// UnpackAlreadyRegisteredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyRegistered(bytes32 recordId)
func (recordMarket *RecordMarket) UnpackAlreadyRegisteredError(raw []byte) (*RecordMarketAlreadyRegistered, error) {
	out := new(RecordMarketAlreadyRegistered)
	if err := recordMarket.abi.UnpackIntoInterface(out, "AlreadyRegistered", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketAlreadySettled represents a AlreadySettled error raised by the RecordMarket contract.
type RecordMarketAlreadySettled struct {
	RequestId [32]byte
	Status    uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadySettled(bytes32 requestId, uint8 status)
func RecordMarketAlreadySettledErrorID() common.Hash {
	return common.HexToHash("0x5d21e815294b502e790a3baf4932e93f5433f410ba0dee85cdca9f453385b1e8")
}

// UnpackAlreadySettledError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadySettled(bytes32 requestId, uint8 status)
func (recordMarket *RecordMarket) UnpackAlreadySettledError(raw []byte) (*RecordMarketAlreadySettled, error) {
	out := new(RecordMarketAlreadySettled)
	if err := recordMarket.abi.UnpackIntoInterface(out, "AlreadySettled", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketDeadlineAhead represents a DeadlineAhead error raised by the RecordMarket contract.
type RecordMarketDeadlineAhead struct {
	Present  *big.Int
	Deadline *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error DeadlineAhead(uint256 present, uint256 deadline)
func RecordMarketDeadlineAheadErrorID() common.Hash {
	return common.HexToHash("0x3ef2e2c0570b73328af9f11d86daef50bbf070f132d25496a748036456e7794c")
}

// UnpackDeadlineAheadError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error DeadlineAhead(uint256 present, uint256 deadline)
func (recordMarket *RecordMarket) UnpackDeadlineAheadError(raw []byte) (*RecordMarketDeadlineAhead, error) {
	out := new(RecordMarketDeadlineAhead)
	if err := recordMarket.abi.UnpackIntoInterface(out, "DeadlineAhead", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketDeadlinePassed represents a DeadlinePassed error raised by the RecordMarket contract.
type RecordMarketDeadlinePassed struct {
	Present  *big.Int
	Deadline *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error DeadlinePassed(uint256 present, uint256 deadline)
func RecordMarketDeadlinePassedErrorID() common.Hash {
	return common.HexToHash("0x83f2ba20b77c67656c85ef54103e25e4c03a482a8919c6010a4781ea13974bb7")
}

// UnpackDeadlinePassedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error DeadlinePassed(uint256 present, uint256 deadline)
func (recordMarket *RecordMarket) UnpackDeadlinePassedError(raw []byte) (*RecordMarketDeadlinePassed, error) {
	out := new(RecordMarketDeadlinePassed)
	if err := recordMarket.abi.UnpackIntoInterface(out, "DeadlinePassed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketInvalidShortString represents a InvalidShortString error raised by the RecordMarket contract.
type RecordMarketInvalidShortString struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidShortString()
func RecordMarketInvalidShortStringErrorID() common.Hash {
	return common.HexToHash("0xb3512b0c6163e5f0bafab72bb631b9d58cd7a731b082f910338aa21c83d5c274")
}

// UnpackInvalidShortStringError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidShortString()
func (recordMarket *RecordMarket) UnpackInvalidShortStringError(raw []byte) (*RecordMarketInvalidShortString, error) {
	out := new(RecordMarketInvalidShortString)
	if err := recordMarket.abi.UnpackIntoInterface(out, "InvalidShortString", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketNotAContract represents a NotAContract error raised by the RecordMarket contract.
type RecordMarketNotAContract struct {
	Given common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAContract(address given)
func RecordMarketNotAContractErrorID() common.Hash {
	return common.HexToHash("0x8a8b41ec6b8382733436ac0321a506b0d1e41dc29c8650d1fd1ff17e726ab809")
}

// UnpackNotAContractError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAContract(address given)
func (recordMarket *RecordMarket) UnpackNotAContractError(raw []byte) (*RecordMarketNotAContract, error) {
	out := new(RecordMarketNotAContract)
	if err := recordMarket.abi.UnpackIntoInterface(out, "NotAContract", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketNotForwarder represents a NotForwarder error raised by the RecordMarket contract.
type RecordMarketNotForwarder struct {
	Caller    common.Address
	Forwarder common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotForwarder(address caller, address forwarder)
func RecordMarketNotForwarderErrorID() common.Hash {
	return common.HexToHash("0xca5f7ca5dc43d259b7596cedb0c369d303f6fa37af3f1d1e236f9a9025f520ed")
}

// UnpackNotForwarderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotForwarder(address caller, address forwarder)
func (recordMarket *RecordMarket) UnpackNotForwarderError(raw []byte) (*RecordMarketNotForwarder, error) {
	out := new(RecordMarketNotForwarder)
	if err := recordMarket.abi.UnpackIntoInterface(out, "NotForwarder", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketNotGuardian represents a NotGuardian error raised by the RecordMarket contract.
type RecordMarketNotGuardian struct {
	Caller  common.Address
	Patient common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotGuardian(address caller, address patient)
func RecordMarketNotGuardianErrorID() common.Hash {
	return common.HexToHash("0x826f1bd21a6e91b051ebea595c16fd03830d2c589a94acbc6c8e70e4c8fc863e")
}

// UnpackNotGuardianError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotGuardian(address caller, address patient)
func (recordMarket *RecordMarket) UnpackNotGuardianError(raw []byte) (*RecordMarketNotGuardian, error) {
	out := new(RecordMarketNotGuardian)
	if err := recordMarket.abi.UnpackIntoInterface(out, "NotGuardian", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketNotPatient represents a NotPatient error raised by the RecordMarket contract.
type RecordMarketNotPatient struct {
	Caller  common.Address
	Patient common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotPatient(address caller, address patient)
func RecordMarketNotPatientErrorID() common.Hash {
	return common.HexToHash("0x66064d6d3bd69e99a51bab3afb868b01921693cec21e6a1a9ec02d9cee83189e")
}

// UnpackNotPatientError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotPatient(address caller, address patient)
func (recordMarket *RecordMarket) UnpackNotPatientError(raw []byte) (*RecordMarketNotPatient, error) {
	out := new(RecordMarketNotPatient)
	if err := recordMarket.abi.UnpackIntoInterface(out, "NotPatient", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketNotRequester represents a NotRequester error raised by the RecordMarket contract.
type RecordMarketNotRequester struct {
	Caller    common.Address
	Requester common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotRequester(address caller, address requester)
func RecordMarketNotRequesterErrorID() common.Hash {
	return common.HexToHash("0x0691b032b929d76e12873ceb559e6ea1a430f5e6ad588ffca056b6a5a9c89d14")
}

// UnpackNotRequesterError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotRequester(address caller, address requester)
func (recordMarket *RecordMarket) UnpackNotRequesterError(raw []byte) (*RecordMarketNotRequester, error) {
	out := new(RecordMarketNotRequester)
	if err := recordMarket.abi.UnpackIntoInterface(out, "NotRequester", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketNothingOwed represents a NothingOwed error raised by the RecordMarket contract.
type RecordMarketNothingOwed struct {
	RequestId [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NothingOwed(bytes32 requestId)
func RecordMarketNothingOwedErrorID() common.Hash {
	return common.HexToHash("0xfd33834abd8b713710c938fe7516a2f7f22391a0c21e7ac6b113497eb41d1438")
}

// UnpackNothingOwedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NothingOwed(bytes32 requestId)
func (recordMarket *RecordMarket) UnpackNothingOwedError(raw []byte) (*RecordMarketNothingOwed, error) {
	out := new(RecordMarketNothingOwed)
	if err := recordMarket.abi.UnpackIntoInterface(out, "NothingOwed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketNothingToWithdraw represents a NothingToWithdraw error raised by the RecordMarket contract.
type RecordMarketNothingToWithdraw struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NothingToWithdraw(address account)
func RecordMarketNothingToWithdrawErrorID() common.Hash {
	return common.HexToHash("0xdc69dc16e4a8405b44139edda9a06ee66b303337358b6f4633533d65de15b7f4")
}

// UnpackNothingToWithdrawError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NothingToWithdraw(address account)
func (recordMarket *RecordMarket) UnpackNothingToWithdrawError(raw []byte) (*RecordMarketNothingToWithdraw, error) {
	out := new(RecordMarketNothingToWithdraw)
	if err := recordMarket.abi.UnpackIntoInterface(out, "NothingToWithdraw", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketPriceAboveMaximum represents a PriceAboveMaximum error raised by the RecordMarket contract.
type RecordMarketPriceAboveMaximum struct {
	Price   *big.Int
	Maximum *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PriceAboveMaximum(uint256 price, uint256 maximum)
func RecordMarketPriceAboveMaximumErrorID() common.Hash {
	return common.HexToHash("0x70b6930e91df965f2c56160c9af0f358621e133fe3b8b760e07e440dbd1f9c30")
}

// UnpackPriceAboveMaximumError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PriceAboveMaximum(uint256 price, uint256 maximum)
func (recordMarket *RecordMarket) UnpackPriceAboveMaximumError(raw []byte) (*RecordMarketPriceAboveMaximum, error) {
	out := new(RecordMarketPriceAboveMaximum)
	if err := recordMarket.abi.UnpackIntoInterface(out, "PriceAboveMaximum", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketPublicKeyMissing represents a PublicKeyMissing error raised by the RecordMarket contract.
type RecordMarketPublicKeyMissing struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PublicKeyMissing()
func RecordMarketPublicKeyMissingErrorID() common.Hash {
	return common.HexToHash("0x4d9eb77dd8c314abb3c12907e0414f58c1be74305873dbb40063ff123e08e943")
}

// UnpackPublicKeyMissingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PublicKeyMissing()
func (recordMarket *RecordMarket) UnpackPublicKeyMissingError(raw []byte) (*RecordMarketPublicKeyMissing, error) {
	out := new(RecordMarketPublicKeyMissing)
	if err := recordMarket.abi.UnpackIntoInterface(out, "PublicKeyMissing", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketReportTooShort represents a ReportTooShort error raised by the RecordMarket contract.
type RecordMarketReportTooShort struct {
	Given   *big.Int
	Minimum *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ReportTooShort(uint256 given, uint256 minimum)
func RecordMarketReportTooShortErrorID() common.Hash {
	return common.HexToHash("0xaaf0ad13e6d5d578aa4623eafc6247fa5b09f6b4ec190aafd2fc226d7bd4a974")
}

// UnpackReportTooShortError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ReportTooShort(uint256 given, uint256 minimum)
func (recordMarket *RecordMarket) UnpackReportTooShortError(raw []byte) (*RecordMarketReportTooShort, error) {
	out := new(RecordMarketReportTooShort)
	if err := recordMarket.abi.UnpackIntoInterface(out, "ReportTooShort", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketSignatureExpired represents a SignatureExpired error raised by the RecordMarket contract.
type RecordMarketSignatureExpired struct {
	Present *big.Int
	Expiry  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SignatureExpired(uint256 present, uint256 expiry)
func RecordMarketSignatureExpiredErrorID() common.Hash {
	return common.HexToHash("0xf88f049083a0890cb69bf0c7edbb1077a93679504997c26fadbfea86435ab250")
}

// UnpackSignatureExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SignatureExpired(uint256 present, uint256 expiry)
func (recordMarket *RecordMarket) UnpackSignatureExpiredError(raw []byte) (*RecordMarketSignatureExpired, error) {
	out := new(RecordMarketSignatureExpired)
	if err := recordMarket.abi.UnpackIntoInterface(out, "SignatureExpired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketStringTooLong represents a StringTooLong error raised by the RecordMarket contract.
type RecordMarketStringTooLong struct {
	Str string
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StringTooLong(string str)
func RecordMarketStringTooLongErrorID() common.Hash {
	return common.HexToHash("0x305a27a93f8e33b7392df0a0f91d6fc63847395853c45991eec52dbf24d72381")
}

// UnpackStringTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StringTooLong(string str)
func (recordMarket *RecordMarket) UnpackStringTooLongError(raw []byte) (*RecordMarketStringTooLong, error) {
	out := new(RecordMarketStringTooLong)
	if err := recordMarket.abi.UnpackIntoInterface(out, "StringTooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketUnknownRecord represents a UnknownRecord error raised by the RecordMarket contract.
type RecordMarketUnknownRecord struct {
	RecordId [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownRecord(bytes32 recordId)
func RecordMarketUnknownRecordErrorID() common.Hash {
	return common.HexToHash("0xb21a3f050041ecb21b74101873e657673030864450d6d6151d51cf8350e3acbe")
}

// UnpackUnknownRecordError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownRecord(bytes32 recordId)
func (recordMarket *RecordMarket) UnpackUnknownRecordError(raw []byte) (*RecordMarketUnknownRecord, error) {
	out := new(RecordMarketUnknownRecord)
	if err := recordMarket.abi.UnpackIntoInterface(out, "UnknownRecord", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketUnknownRequest represents a UnknownRequest error raised by the RecordMarket contract.
type RecordMarketUnknownRequest struct {
	RequestId [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownRequest(bytes32 requestId)
func RecordMarketUnknownRequestErrorID() common.Hash {
	return common.HexToHash("0x7bbe34c9053d934edfcee0212dafa8d890e3f195bd69a9d5952188773cb7ad36")
}

// UnpackUnknownRequestError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownRequest(bytes32 requestId)
func (recordMarket *RecordMarket) UnpackUnknownRequestError(raw []byte) (*RecordMarketUnknownRequest, error) {
	out := new(RecordMarketUnknownRequest)
	if err := recordMarket.abi.UnpackIntoInterface(out, "UnknownRequest", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketWindowOutOfRange represents a WindowOutOfRange error raised by the RecordMarket contract.
type RecordMarketWindowOutOfRange struct {
	Given   uint64
	Minimum uint64
	Maximum uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WindowOutOfRange(uint64 given, uint64 minimum, uint64 maximum)
func RecordMarketWindowOutOfRangeErrorID() common.Hash {
	return common.HexToHash("0x1dd41583558682beb5b503b2ba7747f1f951b194eebf95579e7d441264d3d681")
}

// UnpackWindowOutOfRangeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WindowOutOfRange(uint64 given, uint64 minimum, uint64 maximum)
func (recordMarket *RecordMarket) UnpackWindowOutOfRangeError(raw []byte) (*RecordMarketWindowOutOfRange, error) {
	out := new(RecordMarketWindowOutOfRange)
	if err := recordMarket.abi.UnpackIntoInterface(out, "WindowOutOfRange", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketWrongExpiryTime represents a WrongExpiryTime error raised by the RecordMarket contract.
type RecordMarketWrongExpiryTime struct {
	Given    *big.Int
	Expected *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongExpiryTime(uint256 given, uint256 expected)
func RecordMarketWrongExpiryTimeErrorID() common.Hash {
	return common.HexToHash("0x20f9792e296ce0309edfc8dfbe99ee5e333268adb92e00879e367069f46ea669")
}

// UnpackWrongExpiryTimeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongExpiryTime(uint256 given, uint256 expected)
func (recordMarket *RecordMarket) UnpackWrongExpiryTimeError(raw []byte) (*RecordMarketWrongExpiryTime, error) {
	out := new(RecordMarketWrongExpiryTime)
	if err := recordMarket.abi.UnpackIntoInterface(out, "WrongExpiryTime", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketWrongSignature represents a WrongSignature error raised by the RecordMarket contract.
type RecordMarketWrongSignature struct {
	Signer common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongSignature(address signer)
func RecordMarketWrongSignatureErrorID() common.Hash {
	return common.HexToHash("0x00414a429add3249f66ac1da4172597287a6de3332d3a5772c47352210f4333c")
}

// UnpackWrongSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongSignature(address signer)
func (recordMarket *RecordMarket) UnpackWrongSignatureError(raw []byte) (*RecordMarketWrongSignature, error) {
	out := new(RecordMarketWrongSignature)
	if err := recordMarket.abi.UnpackIntoInterface(out, "WrongSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketWrongStatus represents a WrongStatus error raised by the RecordMarket contract.
type RecordMarketWrongStatus struct {
	RequestId [32]byte
	Given     uint8
	Expected  uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongStatus(bytes32 requestId, uint8 given, uint8 expected)
func RecordMarketWrongStatusErrorID() common.Hash {
	return common.HexToHash("0xa41c160ed2ff5200cf568179b7e4e5dbeee2ccb6dbf6aa2e5ecd45468edb0351")
}

// UnpackWrongStatusError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongStatus(bytes32 requestId, uint8 given, uint8 expected)
func (recordMarket *RecordMarket) UnpackWrongStatusError(raw []byte) (*RecordMarketWrongStatus, error) {
	out := new(RecordMarketWrongStatus)
	if err := recordMarket.abi.UnpackIntoInterface(out, "WrongStatus", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketWrongToken represents a WrongToken error raised by the RecordMarket contract.
type RecordMarketWrongToken struct {
	Given    common.Address
	Expected common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongToken(address given, address expected)
func RecordMarketWrongTokenErrorID() common.Hash {
	return common.HexToHash("0x2d6ac12780a15d0f0f793c91c5e4aa9fcefbfb57c254d11c3913ba36be3267f7")
}

// UnpackWrongTokenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongToken(address given, address expected)
func (recordMarket *RecordMarket) UnpackWrongTokenError(raw []byte) (*RecordMarketWrongToken, error) {
	out := new(RecordMarketWrongToken)
	if err := recordMarket.abi.UnpackIntoInterface(out, "WrongToken", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RecordMarketWrongWorkflow represents a WrongWorkflow error raised by the RecordMarket contract.
type RecordMarketWrongWorkflow struct {
	Given    [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongWorkflow(bytes32 given, bytes32 expected)
func RecordMarketWrongWorkflowErrorID() common.Hash {
	return common.HexToHash("0x240aed59d06e6a201551d597c48d00adea5ec3ddd74c5bfbc6a33d6994a92d56")
}

// UnpackWrongWorkflowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongWorkflow(bytes32 given, bytes32 expected)
func (recordMarket *RecordMarket) UnpackWrongWorkflowError(raw []byte) (*RecordMarketWrongWorkflow, error) {
	out := new(RecordMarketWrongWorkflow)
	if err := recordMarket.abi.UnpackIntoInterface(out, "WrongWorkflow", raw); err != nil {
		return nil, err
	}
	return out, nil
}
