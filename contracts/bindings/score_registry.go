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

// IScoreRegistryRequest is an auto generated low-level Go binding around an user-defined struct.
type IScoreRegistryRequest struct {
	Subject      common.Address
	Payment      *big.Int
	Payer        common.Address
	Expiration   uint64
	SubjectsHash [32]byte
}

// IScoreRegistryScore is an auto generated low-level Go binding around an user-defined struct.
type IScoreRegistryScore struct {
	Score     uint16
	Coverage  uint16
	AsOf      uint64
	UpdatedAt uint64
	ModelHash [32]byte
}

// ScoreRegistryMetaData contains all meta data concerning the ScoreRegistry contract.
var ScoreRegistryMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[{\"name\":\"link\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"oracle_\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"jobId_\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"payment\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"DEFAULT_MIN_COVERAGE\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint16\",\"internalType\":\"uint16\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_BATCH\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_BPS\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"MAX_CLOCK_SKEW\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"acceptModel\",\"inputs\":[{\"name\":\"modelHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"acceptOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"allowReader\",\"inputs\":[{\"name\":\"reader\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"until\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"balanceOf\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"batchJobId\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"cancelRequest\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fulfillScore\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"score\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"coverage\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"asOf\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"modelHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"fulfillScores\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"packed\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"getRequest\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"found\",\"type\":\"tuple\",\"internalType\":\"structIScoreRegistry.Request\",\"components\":[{\"name\":\"subject\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"payment\",\"type\":\"uint96\",\"internalType\":\"uint96\"},{\"name\":\"payer\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"expiration\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"subjectsHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"isAcceptedModel\",\"inputs\":[{\"name\":\"modelHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"jobId\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"latest\",\"inputs\":[{\"name\":\"subject\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"tuple\",\"internalType\":\"structIScoreRegistry.Score\",\"components\":[{\"name\":\"score\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"coverage\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"asOf\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"updatedAt\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"modelHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"latestFresh\",\"inputs\":[{\"name\":\"subject\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"maxAge\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"score\",\"type\":\"tuple\",\"internalType\":\"structIScoreRegistry.Score\",\"components\":[{\"name\":\"score\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"coverage\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"asOf\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"updatedAt\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"modelHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"latestWithAge\",\"inputs\":[{\"name\":\"subject\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"score\",\"type\":\"tuple\",\"internalType\":\"structIScoreRegistry.Score\",\"components\":[{\"name\":\"score\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"coverage\",\"type\":\"uint16\",\"internalType\":\"uint16\"},{\"name\":\"asOf\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"updatedAt\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"modelHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"name\":\"age\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"linkToken\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"minCoverage\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint16\",\"internalType\":\"uint16\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"onReport\",\"inputs\":[{\"name\":\"metadata\",\"type\":\"bytes\",\"internalType\":\"bytes\"},{\"name\":\"report\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"oracle\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"oraclePayment\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"owner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pause\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"paused\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"pendingOwner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"readerUntil\",\"inputs\":[{\"name\":\"subject\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"reader\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint64\",\"internalType\":\"uint64\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"removeModel\",\"inputs\":[{\"name\":\"modelHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"removeReader\",\"inputs\":[{\"name\":\"reader\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"renounceOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestScore\",\"inputs\":[{\"name\":\"subject\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"requestScores\",\"inputs\":[{\"name\":\"subjects\",\"type\":\"address[]\",\"internalType\":\"address[]\"}],\"outputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setBatchJob\",\"inputs\":[{\"name\":\"jobId_\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setForwarder\",\"inputs\":[{\"name\":\"forwarder\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"workflowId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setMinCoverage\",\"inputs\":[{\"name\":\"minimum\",\"type\":\"uint16\",\"internalType\":\"uint16\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"setOracle\",\"inputs\":[{\"name\":\"oracle_\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"jobId_\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"payment\",\"type\":\"uint96\",\"internalType\":\"uint96\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"supportsInterface\",\"inputs\":[{\"name\":\"interfaceId\",\"type\":\"bytes4\",\"internalType\":\"bytes4\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"totalBalances\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"transferOwnership\",\"inputs\":[{\"name\":\"newOwner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"unpause\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"usesReports\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"withdraw\",\"inputs\":[],\"outputs\":[{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"AnswerRefused\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"subject\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"reason\",\"type\":\"uint8\",\"indexed\":false,\"internalType\":\"enumIScoreRegistry.Refusal\"},{\"name\":\"given\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"bound\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"BatchJobChanged\",\"inputs\":[{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ChainlinkCancelled\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ChainlinkFulfilled\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ChainlinkRequested\",\"inputs\":[{\"name\":\"id\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Credited\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ForwarderChanged\",\"inputs\":[{\"name\":\"forwarder\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"workflowId\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"MinCoverageChanged\",\"inputs\":[{\"name\":\"oldMinimum\",\"type\":\"uint16\",\"indexed\":false,\"internalType\":\"uint16\"},{\"name\":\"newMinimum\",\"type\":\"uint16\",\"indexed\":false,\"internalType\":\"uint16\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ModelAccepted\",\"inputs\":[{\"name\":\"modelHash\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ModelRemoved\",\"inputs\":[{\"name\":\"modelHash\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OracleChanged\",\"inputs\":[{\"name\":\"oracle\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"jobId\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"},{\"name\":\"payment\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferStarted\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferred\",\"inputs\":[{\"name\":\"previousOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"newOwner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Paused\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ReaderAllowed\",\"inputs\":[{\"name\":\"subject\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"reader\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"until\",\"type\":\"uint64\",\"indexed\":false,\"internalType\":\"uint64\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ReaderRemoved\",\"inputs\":[{\"name\":\"subject\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"reader\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ReportRequested\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"workflowId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"callback\",\"type\":\"bytes4\",\"indexed\":false,\"internalType\":\"bytes4\"},{\"name\":\"cborPayload\",\"type\":\"bytes\",\"indexed\":false,\"internalType\":\"bytes\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"RequestCancelled\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"refund\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ScoreRequested\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"subject\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"payment\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ScoreUpdated\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"subject\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"score\",\"type\":\"uint16\",\"indexed\":false,\"internalType\":\"uint16\"},{\"name\":\"coverage\",\"type\":\"uint16\",\"indexed\":false,\"internalType\":\"uint16\"},{\"name\":\"asOf\",\"type\":\"uint64\",\"indexed\":false,\"internalType\":\"uint64\"},{\"name\":\"modelHash\",\"type\":\"bytes32\",\"indexed\":false,\"internalType\":\"bytes32\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"ScoresRequested\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"indexed\":true,\"internalType\":\"bytes32\"},{\"name\":\"payer\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"subjects\",\"type\":\"address[]\",\"indexed\":false,\"internalType\":\"address[]\"},{\"name\":\"payment\",\"type\":\"uint96\",\"indexed\":false,\"internalType\":\"uint96\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Unpaused\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"indexed\":false,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Withdrawn\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"BatchNotOffered\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"BatchSizeOutOfRange\",\"inputs\":[{\"name\":\"given\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"minimum\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"maximum\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"CoverageOutOfRange\",\"inputs\":[{\"name\":\"given\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"maximum\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"ModelHashMissing\",\"inputs\":[]},{\"type\":\"error\",\"name\":\"ModelNotAccepted\",\"inputs\":[{\"name\":\"modelHash\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"NoScore\",\"inputs\":[{\"name\":\"subject\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotAContract\",\"inputs\":[{\"name\":\"given\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NotAllowed\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"subject\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"until\",\"type\":\"uint64\",\"internalType\":\"uint64\"}]},{\"type\":\"error\",\"name\":\"NotExpired\",\"inputs\":[{\"name\":\"present\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"expiration\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"NotForwarder\",\"inputs\":[{\"name\":\"caller\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"forwarder\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"NothingToWithdraw\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"ReportTooShort\",\"inputs\":[{\"name\":\"given\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"minimum\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"StaleScore\",\"inputs\":[{\"name\":\"age\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"maxAge\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"UnknownRequest\",\"inputs\":[{\"name\":\"requestId\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]},{\"type\":\"error\",\"name\":\"UntilInPast\",\"inputs\":[{\"name\":\"until\",\"type\":\"uint64\",\"internalType\":\"uint64\"},{\"name\":\"present\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"WrongExpiryTime\",\"inputs\":[{\"name\":\"given\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"expected\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"WrongToken\",\"inputs\":[{\"name\":\"given\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"expected\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"WrongWorkflow\",\"inputs\":[{\"name\":\"given\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"},{\"name\":\"expected\",\"type\":\"bytes32\",\"internalType\":\"bytes32\"}]}]",
	ID:  "ScoreRegistry",
	Bin: "0x60a060405260016004553480156200001657600080fd5b5060405162004dcf38038062004dcf8339810160408190526200003991620004f2565b838383836200004833620000aa565b6007805460ff60a01b1916905560016008556001600160a01b0384166080819052600280546001600160a01b031916909117905562000089838383620000c8565b50505050620000a06113886200038460201b60201c565b5050505062000593565b600780546001600160a01b0319169055620000c58162000415565b50565b826001600160a01b03163b60000362000104576040516322a2d07b60e21b81526001600160a01b03841660048201526024015b60405180910390fd5b6000836001600160a01b031663165d35e16040518163ffffffff1660e01b8152600401602060405180830381865afa15801562000145573d6000803e3d6000fd5b505050506040513d601f19601f820116820180604052508101906200016b919062000554565b90506080516001600160a01b0316816001600160a01b031614620001ba57608051604051632d6ac12760e01b81526001600160a01b0380841660048301529091166024820152604401620000fb565b6000846001600160a01b031663520437836040518163ffffffff1660e01b8152600401602060405180830381865afa158015620001fb573d6000803e3d6000fd5b505050506040513d601f19601f8201168201806040525081019062000221919062000579565b905061012c8114620002525760405163107cbc9760e11b81526004810182905261012c6024820152604401620000fb565b60096040518060800160405280876001600160a01b0316815260200162000288866001600160601b03166200046760201b60201c565b6001600160581b0390811682526000602080840182905260409384018a9052855460018181018855968352918190208551600290930201805491860151868601511515600160f81b026001600160f81b0391909516600160a01b027fff000000000000000000000000000000000000000000000000000000000000009093166001600160a01b039485161792909217919091169290921782556060909301519301929092559051908616907f5ce4d9d6bae73bef33eaa7447844b99a8129e153656b7af55567b161bda6f390906200037590879087909182526001600160601b0316602082015260400190565b60405180910390a25050505050565b6127108161ffff161115620003bb57604051631b7e2cc160e11b815261ffff821660048201526127106024820152604401620000fb565b600f546040805161ffff928316815291831660208301527fb0c6f8eb41a916f3690b10a3a6bc27ecef6fa1ea8b35acbe3e5dfe8e28d4f660910160405180910390a1600f805461ffff191661ffff92909216919091179055565b600680546001600160a01b038381166001600160a01b0319831681179093556040519116919082907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e090600090a35050565b60006001600160581b03821115620004d15760405162461bcd60e51b815260206004820152602660248201527f53616665436173743a2076616c756520646f65736e27742066697420696e203860448201526538206269747360d01b6064820152608401620000fb565b5090565b80516001600160a01b0381168114620004ed57600080fd5b919050565b600080600080608085870312156200050957600080fd5b6200051485620004d5565b93506200052460208601620004d5565b6040860151606087015191945092506001600160601b03811681146200054957600080fd5b939692955090935050565b6000602082840312156200056757600080fd5b6200057282620004d5565b9392505050565b6000602082840312156200058c57600080fd5b5051919050565b6080516147f6620005d96000396000818161042f01528181610a4201528181611e1a01528181611f5a015281816125ce0152818161263d0152612e2f01526147f66000f3fe608060405234801561001057600080fd5b50600436106102e95760003560e01c80637dc0d1d011610191578063c2939d97116100e3578063e629b78a11610097578063fb1e61ca11610071578063fb1e61ca1461063f578063fd967f47146106b2578063fe10649b146106bb57600080fd5b8063e629b78a14610611578063f2fde38b14610619578063f8e33e691461062c57600080fd5b8063ccb6c33c116100c8578063ccb6c33c14610591578063cfa853f3146105a4578063e30c39781461060057600080fd5b8063c2939d9714610568578063c8d8f43c1461057057600080fd5b8063a69a2ad111610145578063b63c448b1161011f578063b63c448b1461052f578063b9a349a714610542578063bb0b252f1461055557600080fd5b8063a69a2ad114610501578063aca71a2914610509578063b43b2e691461051c57600080fd5b80638456cb59116101765780638456cb59146104e05780638da5cb5b146104e8578063950bff9f146104f957600080fd5b80637dc0d1d0146104c5578063805f2132146104cd57600080fd5b80633e2f39541161024a57806357970e93116101fe578063715018a6116101d8578063715018a6146104a2578063736cefa0146104aa57806379ba5097146104bd57600080fd5b806357970e931461042d5780635c975abb1461046757806370a082311461047957600080fd5b80634a4aac1a1161022f5780634a4aac1a146103e757806350125546146104075780635153c44c1461041a57600080fd5b80633e2f3954146103cc5780633f4ba83a146103df57600080fd5b806334012714116102a157806338d65d111161028657806338d65d11146103a857806339977956146103bb5780633ccfd60b146103c457600080fd5b8063340127141461038257806336ce73311461039557600080fd5b806308b1fcae116102d257806308b1fcae146103315780630c02e130146103465780630e6282c71461036b57600080fd5b8063013c5c18146102ee57806301ffc9a71461030e575b600080fd5b600f5461ffff165b60405161ffff90911681526020015b60405180910390f35b61032161031c366004613e3c565b6106c4565b6040519015158152602001610305565b61034461033f366004613e66565b61072d565b005b61034e6107fd565b6040516bffffffffffffffffffffffff9091168152602001610305565b610374600e5481565b604051908152602001610305565b610321610390366004613e66565b610843565b6103446103a3366004613e94565b61084e565b6103446103b6366004613eda565b610923565b6102f661138881565b610374610980565b6103446103da366004613ef7565b610a76565b610344610be5565b6103fa6103f5366004613eda565b610bf7565b6040516103059190613f23565b610344610415366004613e66565b610c2b565b610344610428366004613e66565b610dea565b7f00000000000000000000000000000000000000000000000000000000000000005b6040516001600160a01b039091168152602001610305565b600754600160a01b900460ff16610321565b610374610487366004613eda565b6001600160a01b03166000908152600c602052604090205490565b610344610e55565b6103446104b8366004613f74565b610e67565b610344610f38565b61044f610fc3565b6103446104db366004613ff8565b610ffe565b61034461119f565b6006546001600160a01b031661044f565b610374602081565b600d54610374565b610344610517366004614064565b6111af565b61037461052a366004614088565b6111c0565b61034461053d3660046140fd565b611429565b610374610550366004613eda565b611441565b610344610563366004614150565b61154d565b61037461164f565b61058361057e366004613eda565b611682565b60405161030592919061419c565b61034461059f366004613e66565b6116d6565b6105e76105b23660046141fa565b6001600160a01b03918216600090815260116020908152604080832093909416825291909152205467ffffffffffffffff1690565b60405167ffffffffffffffff9091168152602001610305565b6007546001600160a01b031661044f565b610321611719565b610344610627366004613eda565b611755565b6103fa61063a366004613ef7565b6117c6565b61065261064d366004613e66565b6118ad565b6040805182516001600160a01b0390811682526020808501516bffffffffffffffffffffffff169083015283830151169181019190915260608083015167ffffffffffffffff16908201526080918201519181019190915260a001610305565b61037461271081565b61037461012c81565b60006001600160e01b031982167f805f213200000000000000000000000000000000000000000000000000000000148061072757506001600160e01b031982167f01ffc9a700000000000000000000000000000000000000000000000000000000145b92915050565b6107356119d5565b6000819003610770576040517f9366a5ee00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b61077981611a2f565b50600081815260146020526040902054640100000000900460ff166107fa57600081815260146020526040808220805464ff000000001916640100000000179055600f805466ff000000000000191666010000000000001790555182917fae344aff0e36e519944d28e2f281114af6eca801f5ec52744b3aeb2805b1feb791a25b50565b60006009610809611ab7565b8154811061081957610819614228565b6000918252602090912060029091020154600160a01b90046affffffffffffffffffffff16919050565b600061072782611ace565b428167ffffffffffffffff16116108a8576040517fd473661f00000000000000000000000000000000000000000000000000000000815267ffffffffffffffff821660048201524260248201526044015b60405180910390fd5b3360008181526011602090815260408083206001600160a01b03871680855290835292819020805467ffffffffffffffff191667ffffffffffffffff871690811790915590519081529192917f1b3a3abc08eaf07b67564f4c4e6c350b27707f92a8b313ac4cfae2959ce5fff4910160405180910390a35050565b3360008181526011602090815260408083206001600160a01b0386168085529252808320805467ffffffffffffffff19169055519092917faa434991f0ec06e48c5d0e0205c23728215e4e9b47a503fee8f0ac4601e494a291a350565b600061098a611b0f565b50336000908152600c6020526040812054908190036109d7576040517fdc69dc1600000000000000000000000000000000000000000000000000000000815233600482015260240161089f565b336000908152600c60205260408120819055600d80548392906109fb908490614254565b909155505060405181815233907f7084f5476618d8e60b11ef0d7d3f06914655adb8793e28ff7f018d4c76d505d59060200160405180910390a2610a696001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163383611b68565b610a736001600855565b90565b610a7e6119d5565b816001600160a01b03163b600003610ab4576040516322a2d07b60e21b81526001600160a01b038316600482015260240161089f565b604080516080810182526001600160a01b03808516808352600060208401818152600185870181815260608701898152600980549384018155909452955160029091027f6e1540171b6c0c960b71a7020d9f60077f6af931a8bbf590da0223dacf75c7af81018054935197511515600160f81b026001600160f81b036affffffffffffffffffffff99909916600160a01b027fff00000000000000000000000000000000000000000000000000000000000000909516939097169290921792909217959095169390931790935591517f6e1540171b6c0c960b71a7020d9f60077f6af931a8bbf590da0223dacf75c7b09091015590517ff7d3cdc72f9197a5e27a969cfe0824f57ea24f180aaf8644264b4c4b52662eea90610bd99084815260200190565b60405180910390a25050565b610bed6119d5565b610bf5611be4565b565b6040805160a08101825260008082526020820181905291810182905260608101829052608081019190915261072782611c39565b610c33611b0f565b6000818152601260209081526040808320815160808101835281546001600160a01b038082168352600160a01b820467ffffffffffffffff16958301869052600160e01b90910463ffffffff169382019390935260019091015490911660608201529103610cb757604051637bbe34c960e01b81526004810183905260240161089f565b806020015167ffffffffffffffff16421015610d175760208101516040517fd05c31dc00000000000000000000000000000000000000000000000000000000815242600482015267ffffffffffffffff909116602482015260440161089f565b60008281526013602052604081205415610d385763bb0b252f60e01b610d41565b63039b677d60e51b5b600084815260126020526040812055905060136000848152602001908152602001600020600090556000610d85836040015163ffffffff1685848660200151611da2565b905082606001516001600160a01b0316847f2593da10bf78bcf0d6cdc9578f09c4e7bea2e0557700d32ac232f3c156e93cbb83604051610dc791815260200190565b60405180910390a3610ddd836060015182611fe5565b5050506107fa6001600855565b610df26119d5565b600081815260146020526040902054640100000000900460ff16156107fa57600081815260146020526040808220805464ff00000000191690555182917f6edee7cbc9abb176dfd126a245cd6b10687d0d5eeaceaca0ac42310f925e344b91a250565b610e5d6119d5565b610bf56000612072565b60008581526005602052604090205485906001600160a01b03163314610ee05760405162461bcd60e51b815260206004820152602860248201527f536f75726365206d75737420626520746865206f7261636c65206f6620746865604482015267081c995c5d595cdd60c21b606482015260840161089f565b60008181526005602052604080822080546001600160a01b03191690555182917f7cc135e0cebb02c3480ae5d74d377283180a2601f8f644edf7987b009316c63a91a2610f30868686868661208b565b505050505050565b60075433906001600160a01b03168114610fba5760405162461bcd60e51b815260206004820152602960248201527f4f776e61626c6532537465703a2063616c6c6572206973206e6f74207468652060448201527f6e6577206f776e65720000000000000000000000000000000000000000000000606482015260840161089f565b6107fa81612072565b60006009610fcf611ab7565b81548110610fdf57610fdf614228565b60009182526020909120600290910201546001600160a01b0316919050565b602083101561102a5760405163aaf0ad1360e01b8152600481018490526020602482015260440161089f565b60208110156110565760405163aaf0ad1360e01b8152600481018290526020602482015260440161089f565b60006110628284614267565b6000818152600b602052604081205491925081900361109757604051637bbe34c960e01b81526004810183905260240161089f565b600060096110a6600184614254565b815481106110b6576110b6614228565b6000918252602090912060029091020180549091506001600160a01b031633146111205780546040517fca5f7ca50000000000000000000000000000000000000000000000000000000081523360048201526001600160a01b03909116602482015260440161089f565b600061112c8789614267565b90508160010154811461117b5760018201546040517f240aed5900000000000000000000000000000000000000000000000000000000815261089f918391600401918252602082015260400190565b6000848152600b602052604081205561119584878761210c565b5050505050505050565b6111a76119d5565b610bf561216b565b6111b76119d5565b6107fa816121ae565b60006111ca611b0f565b6111d2612256565b8115806111df5750602082115b15611227576040517fb16f01af00000000000000000000000000000000000000000000000000000000815260048101839052600160248201526020604482015260640161089f565b6000611231611ab7565b600e54909150801580156112565750611249826122b0565b54600160f81b900460ff16155b1561128d576040517f5bd8deb600000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b606060005b85811015611324576112c98787838181106112af576112af614228565b90506020020160208101906112c49190613eda565b6122da565b818787838181106112dc576112dc614228565b90506020020160208101906112f19190613eda565b6040516020016113029291906142a9565b60405160208183030381529060405291508061131d906142e0565b9050611292565b5060006113388363bb0b252f60e01b612379565b60408051808201909152600881527f7375626a65637473000000000000000000000000000000000000000000000000602082015290915061137b90829084612401565b6113876000858361241f565b9450868660405160200161139c9291906142f9565b60408051601f1981840301815291815281516020928301206000888152601390935291205533857f6f8db05068ee245e4074b379094dc5c89bc15172b21202218d8d393c6570d38a89896113ef896122b0565b54604051611413939291600160a01b90046affffffffffffffffffffff169061433b565b60405180910390a3505050506107276001600855565b6114316119d5565b61143c838383612530565b505050565b600061144b611b0f565b611453612256565b61145c826122da565b6000611466611ab7565b90506000611487611476836122b0565b6001015463039b677d60e51b612379565b90506114d36040518060400160405280600781526020017f7375626a656374000000000000000000000000000000000000000000000000008152506114cb8661284d565b839190612863565b6114de84838361241f565b9250336001600160a01b038516847f071d23e0d58892418b0f60b045dbffad774ba1404d7344dcf34db34e55ceac9a611516866122b0565b54604051600160a01b9091046affffffffffffffffffffff16815260200160405180910390a450506115486001600855565b919050565b60008381526005602052604090205483906001600160a01b031633146115c65760405162461bcd60e51b815260206004820152602860248201527f536f75726365206d75737420626520746865206f7261636c65206f6620746865604482015267081c995c5d595cdd60c21b606482015260840161089f565b60008181526005602052604080822080546001600160a01b03191690555182917f7cc135e0cebb02c3480ae5d74d377283180a2601f8f644edf7987b009316c63a91a26116498484848080601f01602080910402602001604051908101604052809392919081815260200183838082843760009201919091525061288192505050565b50505050565b6000600961165b611ab7565b8154811061166b5761166b614228565b906000526020600020906002020160010154905090565b6040805160a0810182526000808252602082018190529181018290526060810182905260808101829052906116b683611c39565b91506116cf826040015167ffffffffffffffff1661299f565b9050915091565b6116de6119d5565b600e8190556040518181527f6d5eb93d4da1c443017474c8690e93d6ff41629498520f49c79145b19efd8fbd9060200160405180910390a150565b60006009611725611ab7565b8154811061173557611735614228565b6000918252602090912060029091020154600160f81b900460ff16919050565b61175d6119d5565b600780546001600160a01b0383166001600160a01b0319909116811790915561178e6006546001600160a01b031690565b6001600160a01b03167f38d16b8cac22d99fc7c124b9cd0de2d3fa1faef420bfe791d8c362d765e2270060405160405180910390a350565b6040805160a0810182526000808252602082018190529181018290526060810182905260808101919091526117fa83611c39565b90506000611815826040015167ffffffffffffffff1661299f565b90508281111561185b576040517f5ae36854000000000000000000000000000000000000000000000000000000008152600481018290526024810184905260440161089f565b6118688260800151611ace565b6118a65781608001516040517f37019b8500000000000000000000000000000000000000000000000000000000815260040161089f91815260200190565b5092915050565b6040805160a0810182526000808252602082018190529181018290526060810182905260808101919091526000828152601260209081526040808320815160808101835281546001600160a01b038082168352600160a01b820467ffffffffffffffff16958301869052600160e01b90910463ffffffff1693820193909352600190910154909116606082015291036119465750919050565b6040518060a0016040528082600001516001600160a01b03168152602001611977836040015163ffffffff166122b0565b54600160a01b90046affffffffffffffffffffff1681526060838101516001600160a01b03166020808401919091529384015167ffffffffffffffff1660408084019190915260009687526013909452929094205491909301525090565b6006546001600160a01b03163314610bf55760405162461bcd60e51b815260206004820181905260248201527f4f776e61626c653a2063616c6c6572206973206e6f7420746865206f776e6572604482015260640161089f565b60008181526014602052604090205463ffffffff168015611a4f57919050565b600f8054600290611a6b9062010000900463ffffffff1661439f565b825463ffffffff8083166101009490940a848102910219909116179092556000848152601460209081526040808320805463ffffffff1916851790559282526015905220929092555090565b600954600090611ac990600190614254565b905090565b600081158015906107275750600f546601000000000000900460ff161580610727575050600090815260146020526040902054640100000000900460ff1690565b600260085403611b615760405162461bcd60e51b815260206004820152601f60248201527f5265656e7472616e637947756172643a207265656e7472616e742063616c6c00604482015260640161089f565b6002600855565b6040516001600160a01b03831660248201526044810182905261143c9084907fa9059cbb00000000000000000000000000000000000000000000000000000000906064015b60408051601f198184030181529190526020810180516001600160e01b03166001600160e01b0319909316929092179091526129b9565b611bec612aa1565b6007805460ff60a01b191690557f5db9ee0a495bf2e6ff9c91a7834c1ba4fdd244a5e8aa4e537bd38aeae4b073aa335b6040516001600160a01b03909116815260200160405180910390a1565b6040805160a0810182526000808252602082018190529181018290526060810182905260808101919091526001600160a01b0382166000908152601060209081526040808320815160a081018352905461ffff80821683526201000082041693820193909352640100000000830467ffffffffffffffff908116928201929092526c01000000000000000000000000830490911660608201819052600160a01b90920463ffffffff1660808201529103611d2a576040517f6d7941a60000000000000000000000000000000000000000000000000000000081526001600160a01b038416600482015260240161089f565b6040518060a00160405280826000015161ffff168152602001826020015161ffff168152602001826040015167ffffffffffffffff168152602001826060015167ffffffffffffffff16815260200160156000846080015163ffffffff16815260200190815260200160002054815250915050919050565b60008060098681548110611db857611db8614228565b600091825260209091206002909102018054909150600160f81b900460ff1615611df45750506000838152600b60205260408120819055611fdd565b80546040516370a0823160e01b81523060048201526001600160a01b03918216916000917f0000000000000000000000000000000000000000000000000000000000000000909116906370a0823190602401602060405180830381865afa158015611e63573d6000803e3d6000fd5b505050506040513d601f19601f82011682018060405250810190611e8791906143c2565b90506001600160a01b0382163b15611f435782546040517f6ee4d55300000000000000000000000000000000000000000000000000000000815260048101899052600160a01b9091046affffffffffffffffffffff1660248201526001600160e01b03198716604482015267ffffffffffffffff861660648201526001600160a01b03831690636ee4d55390608401600060405180830381600087803b158015611f3057600080fd5b505af1925050508015611f41575060015b505b6040516370a0823160e01b815230600482015281907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906370a0823190602401602060405180830381865afa158015611fa9573d6000803e3d6000fd5b505050506040513d601f19601f82011682018060405250810190611fcd91906143c2565b611fd79190614254565b93505050505b949350505050565b80600003611ff1575050565b6001600160a01b0382166000908152600c6020526040812080548392906120199084906143db565b9250508190555080600d600082825461203291906143db565b90915550506040518181526001600160a01b038316907f9c9e0cdb1670e88302408e5b941dc636f63a3293204694bb68910fcf3d9305f390602001610bd9565b600780546001600160a01b03191690556107fa81612afa565b6000858152601260205260409020546001600160a01b0316806120c457604051637bbe34c960e01b81526004810187905260240161089f565b600086815260126020526040812055610f30866040518060a00160405280846001600160a01b0316815260200188815260200187815260200186815260200185815250612b4c565b6000838152601360205260409020541561213b57600061212e82840184614404565b9150506116498482612881565b600080808061214c85870187613f74565b945094509450945050612162878585858561208b565b50505050505050565b612173612256565b6007805460ff60a01b1916600160a01b1790557f62e78cea01bee320cd4e420270b5ea74000d11b0c9f74754ebdbfc544b05a258611c1c3390565b6127108161ffff1611156121fc576040517f36fc598200000000000000000000000000000000000000000000000000000000815261ffff82166004820152612710602482015260440161089f565b600f546040805161ffff928316815291831660208301527fb0c6f8eb41a916f3690b10a3a6bc27ecef6fa1ea8b35acbe3e5dfe8e28d4f660910160405180910390a1600f805461ffff191661ffff92909216919091179055565b600754600160a01b900460ff1615610bf55760405162461bcd60e51b815260206004820152601060248201527f5061757361626c653a2070617573656400000000000000000000000000000000604482015260640161089f565b6000600982815481106122c5576122c5614228565b90600052602060002090600202019050919050565b6001600160a01b03811633036122ed5750565b6001600160a01b038116600090815260116020908152604080832033845290915290205467ffffffffffffffff16428111612375576040517f56f4bd1c0000000000000000000000000000000000000000000000000000000081523360048201526001600160a01b038316602482015267ffffffffffffffff8216604482015260640161089f565b5050565b6123b76040805160a0810182526000808252602080830182905282840182905260608084018390528451808601909552845283015290608082015290565b6123f56040805160a0810182526000808252602080830182905282840182905260608084018390528451808601909552845283015290608082015290565b611fdd81853086612d8b565b60808301516124109083612dfe565b608083015161143c9082612e15565b600061244761242d846122b0565b54600160a01b90046affffffffffffffffffffff16612e22565b6124518383612e57565b90506040518060800160405280856001600160a01b0316815260200161012c4261247b91906144bf565b67ffffffffffffffff16815260200161249385612f94565b63ffffffff908116825233602092830152600084815260128352604090819020845181549486015192860151909316600160e01b026001600160e01b0367ffffffffffffffff909316600160a01b026001600160e01b03199095166001600160a01b0394851617949094179190911692909217825560609092015160019091018054919092166001600160a01b0319919091161790559392505050565b826001600160a01b03163b600003612566576040516322a2d07b60e21b81526001600160a01b038416600482015260240161089f565b6000836001600160a01b031663165d35e16040518163ffffffff1660e01b8152600401602060405180830381865afa1580156125a6573d6000803e3d6000fd5b505050506040513d601f19601f820116820180604052508101906125ca91906144e0565b90507f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316816001600160a01b03161461266a576040517f2d6ac1270000000000000000000000000000000000000000000000000000000081526001600160a01b0380831660048301527f000000000000000000000000000000000000000000000000000000000000000016602482015260440161089f565b6000846001600160a01b031663520437836040518163ffffffff1660e01b8152600401602060405180830381865afa1580156126aa573d6000803e3d6000fd5b505050506040513d601f19601f820116820180604052508101906126ce91906143c2565b905061012c8114612716576040517f20f9792e0000000000000000000000000000000000000000000000000000000081526004810182905261012c602482015260440161089f565b60096040518060800160405280876001600160a01b03168152602001612749866bffffffffffffffffffffffff16613014565b6affffffffffffffffffffff90811682526000602080840182905260409384018a9052855460018181018855968352918190208551600290930201805491860151868601511515600160f81b026001600160f81b0391909516600160a01b027fff000000000000000000000000000000000000000000000000000000000000009093166001600160a01b039485161792909217919091169290921782556060909301519301929092559051908616907f5ce4d9d6bae73bef33eaa7447844b99a8129e153656b7af55567b161bda6f3909061283e90879087909182526bffffffffffffffffffffffff16602082015260400190565b60405180910390a25050505050565b60606107276001600160a01b0383166014613097565b60808301516128729083612dfe565b608083015161143c9082612dfe565b600082815260136020526040812054908190036128b457604051637bbe34c960e01b81526004810184905260240161089f565b6000838152601360205260408120556128d883600090815260126020526040812055565b60008060006128e68561327f565b92509250925083811461293d5760405160009087907f887ee101fb478f6860b3b246e083cc197d013b83dcc7bc819f5201864f39b5059061292d9060079086908a906144fd565b60405180910390a3505050505050565b60005b8251811015612162578383828151811061295c5761295c614228565b6020026020010151608001818152505061298f8784838151811061298257612982614228565b6020026020010151612b4c565b612998816142e0565b9050612940565b60004282106129af576000610727565b6107278242614254565b6000612a0e826040518060400160405280602081526020017f5361666545524332303a206c6f772d6c6576656c2063616c6c206661696c6564815250856001600160a01b03166134c19092919063ffffffff16565b9050805160001480612a2f575080806020019051810190612a2f9190614533565b61143c5760405162461bcd60e51b815260206004820152602a60248201527f5361666545524332303a204552433230206f7065726174696f6e20646964206e60448201527f6f74207375636365656400000000000000000000000000000000000000000000606482015260840161089f565b600754600160a01b900460ff16610bf55760405162461bcd60e51b815260206004820152601460248201527f5061757361626c653a206e6f7420706175736564000000000000000000000000604482015260640161089f565b600680546001600160a01b038381166001600160a01b0319831681179093556040519116919082907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e090600090a35050565b600080600080612b5b856134d0565b935093509350935083612baa5784600001516001600160a01b0316867f887ee101fb478f6860b3b246e083cc197d013b83dcc7bc819f5201864f39b50585858560405161292d939291906144fd565b60006040518060a00160405280876020015161ffff168152602001876040015161ffff168152602001876060015167ffffffffffffffff1681526020014267ffffffffffffffff168152602001612c048860800151611a2f565b63ffffffff90811690915287516001600160a01b0390811660009081526010602090815260409182902085518154928701518488015160608901516080808b0151909916600160a01b027fffffffffffffffff00000000ffffffffffffffffffffffffffffffffffffffff67ffffffffffffffff9283166c01000000000000000000000000027fffffffffffffffffffffffff0000000000000000ffffffffffffffffffffffff93851664010000000002939093167fffffffffffffffffffffffff00000000000000000000000000000000ffffffff61ffff878116620100000263ffffffff19909b16908916179990991798909816979097179190911795909516949094179092558c51958d0151935196975094909316948c947fbf485a970f7ce4778d5824c4dec609c526f61c62b5fd2da67908f89739cbb35994612d7a949193909290919061ffff948516815292909316602083015267ffffffffffffffff166040820152606081019190915260800190565b60405180910390a350505050505050565b612dc96040805160a0810182526000808252602080830182905282840182905260608084018390528451808601909552845283015290608082015290565b612dd98560800151610100613641565b50509183526001600160a01b031660208301526001600160e01b031916604082015290565b612e0b82600383516136a6565b61143c82826137b5565b612e0b82600283516136a6565b6107fa6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000163330846137dc565b60008060098481548110612e6d57612e6d614228565b600091825260209091206002909102018054909150600160f81b900460ff16612ec4578054612ebc906001600160a01b038116908590600160a01b90046affffffffffffffffffffff1661382d565b915050610727565b4630600a60008154612ed5906142e0565b9182905550604051612f06939291906020019283526001600160a01b03919091166020830152604082015260600190565b604051602081830303815290604052805190602001209150836001612f2b91906143db565b600b6000848152602001908152602001600020819055508060010154827ff96d6cce71217bf2bd79c4b28e958d56dd6a6a7700feb2a0475458c2ab426f008560400151866080015160000151604051612f85929190614581565b60405180910390a35092915050565b600063ffffffff8211156130105760405162461bcd60e51b815260206004820152602660248201527f53616665436173743a2076616c756520646f65736e27742066697420696e203360448201527f3220626974730000000000000000000000000000000000000000000000000000606482015260840161089f565b5090565b60006affffffffffffffffffffff8211156130105760405162461bcd60e51b815260206004820152602660248201527f53616665436173743a2076616c756520646f65736e27742066697420696e203860448201527f3820626974730000000000000000000000000000000000000000000000000000606482015260840161089f565b606060006130a68360026145a4565b6130b19060026143db565b67ffffffffffffffff8111156130c9576130c96143ee565b6040519080825280601f01601f1916602001820160405280156130f3576020820181803683370190505b5090507f30000000000000000000000000000000000000000000000000000000000000008160008151811061312a5761312a614228565b60200101906001600160f81b031916908160001a9053507f78000000000000000000000000000000000000000000000000000000000000008160018151811061317557613175614228565b60200101906001600160f81b031916908160001a90535060006131998460026145a4565b6131a49060016143db565b90505b6001811115613229577f303132333435363738396162636465660000000000000000000000000000000085600f16601081106131e5576131e5614228565b1a60f81b8282815181106131fb576131fb614228565b60200101906001600160f81b031916908160001a90535060049490941c93613222816145bb565b90506131a7565b5083156132785760405162461bcd60e51b815260206004820181905260248201527f537472696e67733a20686578206c656e67746820696e73756666696369656e74604482015260640161089f565b9392505050565b6000606060008351600014806132a157506020845161329e91906145e8565b15155b156132b1575060009150816134ba565b60006001602086516132c391906145fc565b6132cd9190614254565b90508067ffffffffffffffff8111156132e8576132e86143ee565b60405190808252806020026020018201604052801561334157816020015b6040805160a0810182526000808252602080830182905292820181905260608201819052608082015282526000199092019101816133065790505b50925060008167ffffffffffffffff81111561335f5761335f6143ee565b604051908082528060200260200182016040528015613388578160200160208202803683370190505b5060208701519550905060005b8281101561348d5760006133bc886133ae8460016143db565b602090810291909101015190565b60001c9050606081901c8383815181106133d8576133d8614228565b60200260200101906001600160a01b031690816001600160a01b0316815250506040518060a0016040528084848151811061341557613415614228565b60200260200101516001600160a01b03168152602001605083901c61ffff168152602001604083901c61ffff1681526020018267ffffffffffffffff1681526020016000801b81525086838151811061347057613470614228565b60200260200101819052505080613486906142e0565b9050613395565b508060405160200161349f9190614610565b60405160208183030381529060405280519060200120925050505b9193909250565b6060611fdd84846000856138d7565b60008060008061ffff80168560200151036134fa575050506020820151600091506008908261363a565b6127108560200151111561351e57505050602082015160009150819061271061363a565b612710856040015111156135435750505060408201516000915060019061271061363a565b50600f54604085015161ffff9091169081111561356e5760006005866040015193509350935061363a565b61357a61012c426143db565b9050808560600151111561359c5760006002866060015193509350935061363a565b5083516001600160a01b0316600090815260106020526040902054606085015164010000000090910467ffffffffffffffff16908111156135eb5760006003866060015193509350935061363a565b6080850151600003613609575060009250600491508290508061363a565b6136168560800151611ace565b61362f575050506080820151600091506006908261363a565b506001925060009050805b9193509193565b6040805180820190915260608152600060208201526136616020836145e8565b15613689576136716020836145e8565b61367c906020614254565b61368690836143db565b91505b506020828101829052604080518085526000815290920101905290565b60178167ffffffffffffffff16116136cb576116498360e0600585901b1683176139c9565b60ff8167ffffffffffffffff1611613709576136f2836018611fe0600586901b16176139c9565b506116498367ffffffffffffffff831660016139ee565b61ffff8167ffffffffffffffff161161374857613731836019611fe0600586901b16176139c9565b506116498367ffffffffffffffff831660026139ee565b63ffffffff8167ffffffffffffffff16116137895761377283601a611fe0600586901b16176139c9565b506116498367ffffffffffffffff831660046139ee565b61379e83601b611fe0600586901b16176139c9565b506116498367ffffffffffffffff831660086139ee565b60408051808201909152606081526000602082015261327883846000015151848551613a14565b6040516001600160a01b03808516602483015283166044820152606481018290526116499085907f23b872dd0000000000000000000000000000000000000000000000000000000090608401611bad565b60045460009061383e8160016143db565b600455835160408086015160808701515191516000937f3c6d41b9000000000000000000000000000000000000000000000000000000009361388d93869384939289916002919060240161464f565b60408051601f198184030181529190526020810180516001600160e01b03166001600160e01b03199093169290921790915290506138cd86838684613afe565b9695505050505050565b60608247101561394f5760405162461bcd60e51b815260206004820152602660248201527f416464726573733a20696e73756666696369656e742062616c616e636520666f60448201527f722063616c6c0000000000000000000000000000000000000000000000000000606482015260840161089f565b600080866001600160a01b0316858760405161396b91906146a6565b60006040518083038185875af1925050503d80600081146139a8576040519150601f19603f3d011682016040523d82523d6000602084013e6139ad565b606091505b50915091506139be87838387613c8f565b979650505050505050565b6040805180820190915260608152600060208201526132788384600001515184613d08565b604080518082019091526060815260006020820152611fdd848560000151518585613d63565b6040805180820190915260608152600060208201528251821115613a3757600080fd5b6020850151613a4683866143db565b1115613a7957613a7985613a6987602001518786613a6491906143db565b613de4565b613a749060026145a4565b613dfb565b600080865180518760208301019350808887011115613a985787860182525b505050602084015b60208410613ad85780518252613ab76020836143db565b9150613ac46020826143db565b9050613ad1602085614254565b9350613aa0565b51815160001960208690036101000a019081169019919091161790525083949350505050565b6040516bffffffffffffffffffffffff193060601b1660208201526034810184905260009060540160408051808303601f1901815282825280516020918201206000818152600590925291812080546001600160a01b0319166001600160a01b038a1617905590925082917fb5e6e01e79f91267dc17b4e6314d5d4d03593d2ceee0fbb452b750bd70ea5af99190a26002546040517f4000aea00000000000000000000000000000000000000000000000000000000081526001600160a01b0390911690634000aea090613bda908890879087906004016146c2565b6020604051808303816000875af1158015613bf9573d6000803e3d6000fd5b505050506040513d601f19601f82011682018060405250810190613c1d9190614533565b611fdd5760405162461bcd60e51b815260206004820152602360248201527f756e61626c6520746f207472616e73666572416e6443616c6c20746f206f726160448201527f636c650000000000000000000000000000000000000000000000000000000000606482015260840161089f565b60608315613cfe578251600003613cf7576001600160a01b0385163b613cf75760405162461bcd60e51b815260206004820152601d60248201527f416464726573733a2063616c6c20746f206e6f6e2d636f6e7472616374000000604482015260640161089f565b5081611fdd565b611fdd8383613e12565b60408051808201909152606081526000602082015283602001518310613d3d57613d3d8485602001516002613a7491906145a4565b8351805160208583010184815350808503613d59576001810182525b5093949350505050565b6040805180820190915260608152600060208201526020850151613d8785846143db565b1115613d9b57613d9b85613a6986856143db565b60006001613dab846101006147d7565b613db59190614254565b9050855183868201018583198251161781525080518487011115613dd95783860181525b509495945050505050565b600081831115613df5575081610727565b50919050565b8151613e078383613641565b5061164983826137b5565b815115613e225781518083602001fd5b8060405162461bcd60e51b815260040161089f91906147e3565b600060208284031215613e4e57600080fd5b81356001600160e01b03198116811461327857600080fd5b600060208284031215613e7857600080fd5b5035919050565b6001600160a01b03811681146107fa57600080fd5b60008060408385031215613ea757600080fd5b8235613eb281613e7f565b9150602083013567ffffffffffffffff81168114613ecf57600080fd5b809150509250929050565b600060208284031215613eec57600080fd5b813561327881613e7f565b60008060408385031215613f0a57600080fd5b8235613f1581613e7f565b946020939093013593505050565b60a08101610727828461ffff80825116835280602083015116602084015250604081015167ffffffffffffffff80821660408501528060608401511660608501525050608081015160808301525050565b600080600080600060a08688031215613f8c57600080fd5b505083359560208501359550604085013594606081013594506080013592509050565b60008083601f840112613fc157600080fd5b50813567ffffffffffffffff811115613fd957600080fd5b602083019150836020828501011115613ff157600080fd5b9250929050565b6000806000806040858703121561400e57600080fd5b843567ffffffffffffffff8082111561402657600080fd5b61403288838901613faf565b9096509450602087013591508082111561404b57600080fd5b5061405887828801613faf565b95989497509550505050565b60006020828403121561407657600080fd5b813561ffff8116811461327857600080fd5b6000806020838503121561409b57600080fd5b823567ffffffffffffffff808211156140b357600080fd5b818501915085601f8301126140c757600080fd5b8135818111156140d657600080fd5b8660208260051b85010111156140eb57600080fd5b60209290920196919550909350505050565b60008060006060848603121561411257600080fd5b833561411d81613e7f565b92506020840135915060408401356bffffffffffffffffffffffff8116811461414557600080fd5b809150509250925092565b60008060006040848603121561416557600080fd5b83359250602084013567ffffffffffffffff81111561418357600080fd5b61418f86828701613faf565b9497909650939450505050565b60c081016141ed828561ffff80825116835280602083015116602084015250604081015167ffffffffffffffff80821660408501528060608401511660608501525050608081015160808301525050565b8260a08301529392505050565b6000806040838503121561420d57600080fd5b823561421881613e7f565b91506020830135613ecf81613e7f565b634e487b7160e01b600052603260045260246000fd5b634e487b7160e01b600052601160045260246000fd5b818103818111156107275761072761423e565b8035602083101561072757600019602084900360031b1b1692915050565b60005b838110156142a0578181015183820152602001614288565b50506000910152565b600083516142bb818460208801614285565b60609390931b6bffffffffffffffffffffffff19169190920190815260140192915050565b6000600182016142f2576142f261423e565b5060010190565b60008184825b8581101561433057813561431281613e7f565b6001600160a01b0316835260209283019291909101906001016142ff565b509095945050505050565b6040808252810183905260008460608301825b8681101561437e57823561436181613e7f565b6001600160a01b031682526020928301929091019060010161434e565b5080925050506affffffffffffffffffffff83166020830152949350505050565b600063ffffffff8083168181036143b8576143b861423e565b6001019392505050565b6000602082840312156143d457600080fd5b5051919050565b808201808211156107275761072761423e565b634e487b7160e01b600052604160045260246000fd5b6000806040838503121561441757600080fd5b82359150602083013567ffffffffffffffff8082111561443657600080fd5b818501915085601f83011261444a57600080fd5b81358181111561445c5761445c6143ee565b604051601f8201601f19908116603f01168101908382118183101715614484576144846143ee565b8160405282815288602084870101111561449d57600080fd5b8260208601602083013760006020848301015280955050505050509250929050565b67ffffffffffffffff8181168382160190808211156118a6576118a661423e565b6000602082840312156144f257600080fd5b815161327881613e7f565b606081016009851061451f57634e487b7160e01b600052602160045260246000fd5b938152602081019290925260409091015290565b60006020828403121561454557600080fd5b8151801515811461327857600080fd5b6000815180845261456d816020860160208601614285565b601f01601f19169290920160200192915050565b6001600160e01b031983168152604060208201526000611fdd6040830184614555565b80820281158282048414176107275761072761423e565b6000816145ca576145ca61423e565b506000190190565b634e487b7160e01b600052601260045260246000fd5b6000826145f7576145f76145d2565b500690565b60008261460b5761460b6145d2565b500490565b815160009082906020808601845b838110156146435781516001600160a01b03168552938201939082019060010161461e565b50929695505050505050565b6001600160a01b03881681528660208201528560408201526001600160e01b0319851660608201528360808201528260a082015260e060c0820152600061469960e0830184614555565b9998505050505050505050565b600082516146b8818460208701614285565b9190910192915050565b6001600160a01b03841681528260208201526060604082015260006146ea6060830184614555565b95945050505050565b600181815b8085111561472e5781600019048211156147145761471461423e565b8085161561472157918102915b93841c93908002906146f8565b509250929050565b60008261474557506001610727565b8161475257506000610727565b816001811461476857600281146147725761478e565b6001915050610727565b60ff8411156147835761478361423e565b50506001821b610727565b5060208310610133831016604e8410600b84101617156147b1575081810a610727565b6147bb83836146f3565b80600019048211156147cf576147cf61423e565b029392505050565b60006132788383614736565b602081526000613278602083018461455556",
}

// ScoreRegistry is an auto generated Go binding around an Ethereum contract.
type ScoreRegistry struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *ScoreRegistry) GetABI() abi.ABI {
	return c.abi
}

// NewScoreRegistry creates a new instance of ScoreRegistry.
func NewScoreRegistry() *ScoreRegistry {
	parsed, err := ScoreRegistryMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &ScoreRegistry{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *ScoreRegistry) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address link, address oracle_, bytes32 jobId_, uint96 payment) returns()
func (scoreRegistry *ScoreRegistry) PackConstructor(link common.Address, oracle_ common.Address, jobId_ [32]byte, payment *big.Int) []byte {
	enc, err := scoreRegistry.abi.Pack("", link, oracle_, jobId_, payment)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackDEFAULTMINCOVERAGE is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x39977956.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function DEFAULT_MIN_COVERAGE() view returns(uint16)
func (scoreRegistry *ScoreRegistry) PackDEFAULTMINCOVERAGE() []byte {
	enc, err := scoreRegistry.abi.Pack("DEFAULT_MIN_COVERAGE")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDEFAULTMINCOVERAGE is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x39977956.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function DEFAULT_MIN_COVERAGE() view returns(uint16)
func (scoreRegistry *ScoreRegistry) TryPackDEFAULTMINCOVERAGE() ([]byte, error) {
	return scoreRegistry.abi.Pack("DEFAULT_MIN_COVERAGE")
}

// UnpackDEFAULTMINCOVERAGE is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x39977956.
//
// Solidity: function DEFAULT_MIN_COVERAGE() view returns(uint16)
func (scoreRegistry *ScoreRegistry) UnpackDEFAULTMINCOVERAGE(data []byte) (uint16, error) {
	out, err := scoreRegistry.abi.Unpack("DEFAULT_MIN_COVERAGE", data)
	if err != nil {
		return *new(uint16), err
	}
	out0 := *abi.ConvertType(out[0], new(uint16)).(*uint16)
	return out0, nil
}

// PackMAXBATCH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x950bff9f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_BATCH() view returns(uint256)
func (scoreRegistry *ScoreRegistry) PackMAXBATCH() []byte {
	enc, err := scoreRegistry.abi.Pack("MAX_BATCH")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXBATCH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x950bff9f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_BATCH() view returns(uint256)
func (scoreRegistry *ScoreRegistry) TryPackMAXBATCH() ([]byte, error) {
	return scoreRegistry.abi.Pack("MAX_BATCH")
}

// UnpackMAXBATCH is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x950bff9f.
//
// Solidity: function MAX_BATCH() view returns(uint256)
func (scoreRegistry *ScoreRegistry) UnpackMAXBATCH(data []byte) (*big.Int, error) {
	out, err := scoreRegistry.abi.Unpack("MAX_BATCH", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMAXBPS is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfd967f47.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_BPS() view returns(uint256)
func (scoreRegistry *ScoreRegistry) PackMAXBPS() []byte {
	enc, err := scoreRegistry.abi.Pack("MAX_BPS")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXBPS is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfd967f47.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_BPS() view returns(uint256)
func (scoreRegistry *ScoreRegistry) TryPackMAXBPS() ([]byte, error) {
	return scoreRegistry.abi.Pack("MAX_BPS")
}

// UnpackMAXBPS is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfd967f47.
//
// Solidity: function MAX_BPS() view returns(uint256)
func (scoreRegistry *ScoreRegistry) UnpackMAXBPS(data []byte) (*big.Int, error) {
	out, err := scoreRegistry.abi.Unpack("MAX_BPS", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMAXCLOCKSKEW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfe10649b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_CLOCK_SKEW() view returns(uint256)
func (scoreRegistry *ScoreRegistry) PackMAXCLOCKSKEW() []byte {
	enc, err := scoreRegistry.abi.Pack("MAX_CLOCK_SKEW")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXCLOCKSKEW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfe10649b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_CLOCK_SKEW() view returns(uint256)
func (scoreRegistry *ScoreRegistry) TryPackMAXCLOCKSKEW() ([]byte, error) {
	return scoreRegistry.abi.Pack("MAX_CLOCK_SKEW")
}

// UnpackMAXCLOCKSKEW is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfe10649b.
//
// Solidity: function MAX_CLOCK_SKEW() view returns(uint256)
func (scoreRegistry *ScoreRegistry) UnpackMAXCLOCKSKEW(data []byte) (*big.Int, error) {
	out, err := scoreRegistry.abi.Unpack("MAX_CLOCK_SKEW", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackAcceptModel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x08b1fcae.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function acceptModel(bytes32 modelHash) returns()
func (scoreRegistry *ScoreRegistry) PackAcceptModel(modelHash [32]byte) []byte {
	enc, err := scoreRegistry.abi.Pack("acceptModel", modelHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAcceptModel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x08b1fcae.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function acceptModel(bytes32 modelHash) returns()
func (scoreRegistry *ScoreRegistry) TryPackAcceptModel(modelHash [32]byte) ([]byte, error) {
	return scoreRegistry.abi.Pack("acceptModel", modelHash)
}

// PackAcceptOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79ba5097.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function acceptOwnership() returns()
func (scoreRegistry *ScoreRegistry) PackAcceptOwnership() []byte {
	enc, err := scoreRegistry.abi.Pack("acceptOwnership")
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
func (scoreRegistry *ScoreRegistry) TryPackAcceptOwnership() ([]byte, error) {
	return scoreRegistry.abi.Pack("acceptOwnership")
}

// PackAllowReader is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x36ce7331.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function allowReader(address reader, uint64 until) returns()
func (scoreRegistry *ScoreRegistry) PackAllowReader(reader common.Address, until uint64) []byte {
	enc, err := scoreRegistry.abi.Pack("allowReader", reader, until)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAllowReader is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x36ce7331.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function allowReader(address reader, uint64 until) returns()
func (scoreRegistry *ScoreRegistry) TryPackAllowReader(reader common.Address, until uint64) ([]byte, error) {
	return scoreRegistry.abi.Pack("allowReader", reader, until)
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (scoreRegistry *ScoreRegistry) PackBalanceOf(account common.Address) []byte {
	enc, err := scoreRegistry.abi.Pack("balanceOf", account)
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
func (scoreRegistry *ScoreRegistry) TryPackBalanceOf(account common.Address) ([]byte, error) {
	return scoreRegistry.abi.Pack("balanceOf", account)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70a08231.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (scoreRegistry *ScoreRegistry) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := scoreRegistry.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackBatchJobId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0e6282c7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function batchJobId() view returns(bytes32)
func (scoreRegistry *ScoreRegistry) PackBatchJobId() []byte {
	enc, err := scoreRegistry.abi.Pack("batchJobId")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBatchJobId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0e6282c7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function batchJobId() view returns(bytes32)
func (scoreRegistry *ScoreRegistry) TryPackBatchJobId() ([]byte, error) {
	return scoreRegistry.abi.Pack("batchJobId")
}

// UnpackBatchJobId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0e6282c7.
//
// Solidity: function batchJobId() view returns(bytes32)
func (scoreRegistry *ScoreRegistry) UnpackBatchJobId(data []byte) ([32]byte, error) {
	out, err := scoreRegistry.abi.Unpack("batchJobId", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackCancelRequest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x50125546.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function cancelRequest(bytes32 requestId) returns()
func (scoreRegistry *ScoreRegistry) PackCancelRequest(requestId [32]byte) []byte {
	enc, err := scoreRegistry.abi.Pack("cancelRequest", requestId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCancelRequest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x50125546.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function cancelRequest(bytes32 requestId) returns()
func (scoreRegistry *ScoreRegistry) TryPackCancelRequest(requestId [32]byte) ([]byte, error) {
	return scoreRegistry.abi.Pack("cancelRequest", requestId)
}

// PackFulfillScore is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x736cefa0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function fulfillScore(bytes32 requestId, uint256 score, uint256 coverage, uint256 asOf, bytes32 modelHash) returns()
func (scoreRegistry *ScoreRegistry) PackFulfillScore(requestId [32]byte, score *big.Int, coverage *big.Int, asOf *big.Int, modelHash [32]byte) []byte {
	enc, err := scoreRegistry.abi.Pack("fulfillScore", requestId, score, coverage, asOf, modelHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFulfillScore is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x736cefa0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function fulfillScore(bytes32 requestId, uint256 score, uint256 coverage, uint256 asOf, bytes32 modelHash) returns()
func (scoreRegistry *ScoreRegistry) TryPackFulfillScore(requestId [32]byte, score *big.Int, coverage *big.Int, asOf *big.Int, modelHash [32]byte) ([]byte, error) {
	return scoreRegistry.abi.Pack("fulfillScore", requestId, score, coverage, asOf, modelHash)
}

// PackFulfillScores is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbb0b252f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function fulfillScores(bytes32 requestId, bytes packed) returns()
func (scoreRegistry *ScoreRegistry) PackFulfillScores(requestId [32]byte, packed []byte) []byte {
	enc, err := scoreRegistry.abi.Pack("fulfillScores", requestId, packed)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFulfillScores is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbb0b252f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function fulfillScores(bytes32 requestId, bytes packed) returns()
func (scoreRegistry *ScoreRegistry) TryPackFulfillScores(requestId [32]byte, packed []byte) ([]byte, error) {
	return scoreRegistry.abi.Pack("fulfillScores", requestId, packed)
}

// PackGetRequest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfb1e61ca.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getRequest(bytes32 requestId) view returns((address,uint96,address,uint64,bytes32) found)
func (scoreRegistry *ScoreRegistry) PackGetRequest(requestId [32]byte) []byte {
	enc, err := scoreRegistry.abi.Pack("getRequest", requestId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetRequest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfb1e61ca.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getRequest(bytes32 requestId) view returns((address,uint96,address,uint64,bytes32) found)
func (scoreRegistry *ScoreRegistry) TryPackGetRequest(requestId [32]byte) ([]byte, error) {
	return scoreRegistry.abi.Pack("getRequest", requestId)
}

// UnpackGetRequest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfb1e61ca.
//
// Solidity: function getRequest(bytes32 requestId) view returns((address,uint96,address,uint64,bytes32) found)
func (scoreRegistry *ScoreRegistry) UnpackGetRequest(data []byte) (IScoreRegistryRequest, error) {
	out, err := scoreRegistry.abi.Unpack("getRequest", data)
	if err != nil {
		return *new(IScoreRegistryRequest), err
	}
	out0 := *abi.ConvertType(out[0], new(IScoreRegistryRequest)).(*IScoreRegistryRequest)
	return out0, nil
}

// PackIsAcceptedModel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x34012714.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isAcceptedModel(bytes32 modelHash) view returns(bool)
func (scoreRegistry *ScoreRegistry) PackIsAcceptedModel(modelHash [32]byte) []byte {
	enc, err := scoreRegistry.abi.Pack("isAcceptedModel", modelHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsAcceptedModel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x34012714.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isAcceptedModel(bytes32 modelHash) view returns(bool)
func (scoreRegistry *ScoreRegistry) TryPackIsAcceptedModel(modelHash [32]byte) ([]byte, error) {
	return scoreRegistry.abi.Pack("isAcceptedModel", modelHash)
}

// UnpackIsAcceptedModel is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x34012714.
//
// Solidity: function isAcceptedModel(bytes32 modelHash) view returns(bool)
func (scoreRegistry *ScoreRegistry) UnpackIsAcceptedModel(data []byte) (bool, error) {
	out, err := scoreRegistry.abi.Unpack("isAcceptedModel", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackJobId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2939d97.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function jobId() view returns(bytes32)
func (scoreRegistry *ScoreRegistry) PackJobId() []byte {
	enc, err := scoreRegistry.abi.Pack("jobId")
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
func (scoreRegistry *ScoreRegistry) TryPackJobId() ([]byte, error) {
	return scoreRegistry.abi.Pack("jobId")
}

// UnpackJobId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc2939d97.
//
// Solidity: function jobId() view returns(bytes32)
func (scoreRegistry *ScoreRegistry) UnpackJobId(data []byte) ([32]byte, error) {
	out, err := scoreRegistry.abi.Unpack("jobId", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackLatest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a4aac1a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function latest(address subject) view returns((uint16,uint16,uint64,uint64,bytes32))
func (scoreRegistry *ScoreRegistry) PackLatest(subject common.Address) []byte {
	enc, err := scoreRegistry.abi.Pack("latest", subject)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLatest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a4aac1a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function latest(address subject) view returns((uint16,uint16,uint64,uint64,bytes32))
func (scoreRegistry *ScoreRegistry) TryPackLatest(subject common.Address) ([]byte, error) {
	return scoreRegistry.abi.Pack("latest", subject)
}

// UnpackLatest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4a4aac1a.
//
// Solidity: function latest(address subject) view returns((uint16,uint16,uint64,uint64,bytes32))
func (scoreRegistry *ScoreRegistry) UnpackLatest(data []byte) (IScoreRegistryScore, error) {
	out, err := scoreRegistry.abi.Unpack("latest", data)
	if err != nil {
		return *new(IScoreRegistryScore), err
	}
	out0 := *abi.ConvertType(out[0], new(IScoreRegistryScore)).(*IScoreRegistryScore)
	return out0, nil
}

// PackLatestFresh is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf8e33e69.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function latestFresh(address subject, uint256 maxAge) view returns((uint16,uint16,uint64,uint64,bytes32) score)
func (scoreRegistry *ScoreRegistry) PackLatestFresh(subject common.Address, maxAge *big.Int) []byte {
	enc, err := scoreRegistry.abi.Pack("latestFresh", subject, maxAge)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLatestFresh is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf8e33e69.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function latestFresh(address subject, uint256 maxAge) view returns((uint16,uint16,uint64,uint64,bytes32) score)
func (scoreRegistry *ScoreRegistry) TryPackLatestFresh(subject common.Address, maxAge *big.Int) ([]byte, error) {
	return scoreRegistry.abi.Pack("latestFresh", subject, maxAge)
}

// UnpackLatestFresh is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf8e33e69.
//
// Solidity: function latestFresh(address subject, uint256 maxAge) view returns((uint16,uint16,uint64,uint64,bytes32) score)
func (scoreRegistry *ScoreRegistry) UnpackLatestFresh(data []byte) (IScoreRegistryScore, error) {
	out, err := scoreRegistry.abi.Unpack("latestFresh", data)
	if err != nil {
		return *new(IScoreRegistryScore), err
	}
	out0 := *abi.ConvertType(out[0], new(IScoreRegistryScore)).(*IScoreRegistryScore)
	return out0, nil
}

// PackLatestWithAge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc8d8f43c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function latestWithAge(address subject) view returns((uint16,uint16,uint64,uint64,bytes32) score, uint256 age)
func (scoreRegistry *ScoreRegistry) PackLatestWithAge(subject common.Address) []byte {
	enc, err := scoreRegistry.abi.Pack("latestWithAge", subject)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLatestWithAge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc8d8f43c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function latestWithAge(address subject) view returns((uint16,uint16,uint64,uint64,bytes32) score, uint256 age)
func (scoreRegistry *ScoreRegistry) TryPackLatestWithAge(subject common.Address) ([]byte, error) {
	return scoreRegistry.abi.Pack("latestWithAge", subject)
}

// LatestWithAgeOutput serves as a container for the return parameters of contract
// method LatestWithAge.
type LatestWithAgeOutput struct {
	Score IScoreRegistryScore
	Age   *big.Int
}

// UnpackLatestWithAge is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc8d8f43c.
//
// Solidity: function latestWithAge(address subject) view returns((uint16,uint16,uint64,uint64,bytes32) score, uint256 age)
func (scoreRegistry *ScoreRegistry) UnpackLatestWithAge(data []byte) (LatestWithAgeOutput, error) {
	out, err := scoreRegistry.abi.Unpack("latestWithAge", data)
	outstruct := new(LatestWithAgeOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Score = *abi.ConvertType(out[0], new(IScoreRegistryScore)).(*IScoreRegistryScore)
	outstruct.Age = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackLinkToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57970e93.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function linkToken() view returns(address)
func (scoreRegistry *ScoreRegistry) PackLinkToken() []byte {
	enc, err := scoreRegistry.abi.Pack("linkToken")
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
func (scoreRegistry *ScoreRegistry) TryPackLinkToken() ([]byte, error) {
	return scoreRegistry.abi.Pack("linkToken")
}

// UnpackLinkToken is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x57970e93.
//
// Solidity: function linkToken() view returns(address)
func (scoreRegistry *ScoreRegistry) UnpackLinkToken(data []byte) (common.Address, error) {
	out, err := scoreRegistry.abi.Unpack("linkToken", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackMinCoverage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x013c5c18.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function minCoverage() view returns(uint16)
func (scoreRegistry *ScoreRegistry) PackMinCoverage() []byte {
	enc, err := scoreRegistry.abi.Pack("minCoverage")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMinCoverage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x013c5c18.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function minCoverage() view returns(uint16)
func (scoreRegistry *ScoreRegistry) TryPackMinCoverage() ([]byte, error) {
	return scoreRegistry.abi.Pack("minCoverage")
}

// UnpackMinCoverage is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x013c5c18.
//
// Solidity: function minCoverage() view returns(uint16)
func (scoreRegistry *ScoreRegistry) UnpackMinCoverage(data []byte) (uint16, error) {
	out, err := scoreRegistry.abi.Unpack("minCoverage", data)
	if err != nil {
		return *new(uint16), err
	}
	out0 := *abi.ConvertType(out[0], new(uint16)).(*uint16)
	return out0, nil
}

// PackOnReport is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x805f2132.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function onReport(bytes metadata, bytes report) returns()
func (scoreRegistry *ScoreRegistry) PackOnReport(metadata []byte, report []byte) []byte {
	enc, err := scoreRegistry.abi.Pack("onReport", metadata, report)
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
func (scoreRegistry *ScoreRegistry) TryPackOnReport(metadata []byte, report []byte) ([]byte, error) {
	return scoreRegistry.abi.Pack("onReport", metadata, report)
}

// PackOracle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7dc0d1d0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function oracle() view returns(address)
func (scoreRegistry *ScoreRegistry) PackOracle() []byte {
	enc, err := scoreRegistry.abi.Pack("oracle")
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
func (scoreRegistry *ScoreRegistry) TryPackOracle() ([]byte, error) {
	return scoreRegistry.abi.Pack("oracle")
}

// UnpackOracle is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7dc0d1d0.
//
// Solidity: function oracle() view returns(address)
func (scoreRegistry *ScoreRegistry) UnpackOracle(data []byte) (common.Address, error) {
	out, err := scoreRegistry.abi.Unpack("oracle", data)
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
func (scoreRegistry *ScoreRegistry) PackOraclePayment() []byte {
	enc, err := scoreRegistry.abi.Pack("oraclePayment")
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
func (scoreRegistry *ScoreRegistry) TryPackOraclePayment() ([]byte, error) {
	return scoreRegistry.abi.Pack("oraclePayment")
}

// UnpackOraclePayment is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0c02e130.
//
// Solidity: function oraclePayment() view returns(uint96)
func (scoreRegistry *ScoreRegistry) UnpackOraclePayment(data []byte) (*big.Int, error) {
	out, err := scoreRegistry.abi.Unpack("oraclePayment", data)
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
func (scoreRegistry *ScoreRegistry) PackOwner() []byte {
	enc, err := scoreRegistry.abi.Pack("owner")
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
func (scoreRegistry *ScoreRegistry) TryPackOwner() ([]byte, error) {
	return scoreRegistry.abi.Pack("owner")
}

// UnpackOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8da5cb5b.
//
// Solidity: function owner() view returns(address)
func (scoreRegistry *ScoreRegistry) UnpackOwner(data []byte) (common.Address, error) {
	out, err := scoreRegistry.abi.Unpack("owner", data)
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
func (scoreRegistry *ScoreRegistry) PackPause() []byte {
	enc, err := scoreRegistry.abi.Pack("pause")
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
func (scoreRegistry *ScoreRegistry) TryPackPause() ([]byte, error) {
	return scoreRegistry.abi.Pack("pause")
}

// PackPaused is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5c975abb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function paused() view returns(bool)
func (scoreRegistry *ScoreRegistry) PackPaused() []byte {
	enc, err := scoreRegistry.abi.Pack("paused")
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
func (scoreRegistry *ScoreRegistry) TryPackPaused() ([]byte, error) {
	return scoreRegistry.abi.Pack("paused")
}

// UnpackPaused is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5c975abb.
//
// Solidity: function paused() view returns(bool)
func (scoreRegistry *ScoreRegistry) UnpackPaused(data []byte) (bool, error) {
	out, err := scoreRegistry.abi.Unpack("paused", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackPendingOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe30c3978.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function pendingOwner() view returns(address)
func (scoreRegistry *ScoreRegistry) PackPendingOwner() []byte {
	enc, err := scoreRegistry.abi.Pack("pendingOwner")
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
func (scoreRegistry *ScoreRegistry) TryPackPendingOwner() ([]byte, error) {
	return scoreRegistry.abi.Pack("pendingOwner")
}

// UnpackPendingOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe30c3978.
//
// Solidity: function pendingOwner() view returns(address)
func (scoreRegistry *ScoreRegistry) UnpackPendingOwner(data []byte) (common.Address, error) {
	out, err := scoreRegistry.abi.Unpack("pendingOwner", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackReaderUntil is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcfa853f3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function readerUntil(address subject, address reader) view returns(uint64)
func (scoreRegistry *ScoreRegistry) PackReaderUntil(subject common.Address, reader common.Address) []byte {
	enc, err := scoreRegistry.abi.Pack("readerUntil", subject, reader)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackReaderUntil is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcfa853f3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function readerUntil(address subject, address reader) view returns(uint64)
func (scoreRegistry *ScoreRegistry) TryPackReaderUntil(subject common.Address, reader common.Address) ([]byte, error) {
	return scoreRegistry.abi.Pack("readerUntil", subject, reader)
}

// UnpackReaderUntil is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xcfa853f3.
//
// Solidity: function readerUntil(address subject, address reader) view returns(uint64)
func (scoreRegistry *ScoreRegistry) UnpackReaderUntil(data []byte) (uint64, error) {
	out, err := scoreRegistry.abi.Unpack("readerUntil", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackRemoveModel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5153c44c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function removeModel(bytes32 modelHash) returns()
func (scoreRegistry *ScoreRegistry) PackRemoveModel(modelHash [32]byte) []byte {
	enc, err := scoreRegistry.abi.Pack("removeModel", modelHash)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRemoveModel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5153c44c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function removeModel(bytes32 modelHash) returns()
func (scoreRegistry *ScoreRegistry) TryPackRemoveModel(modelHash [32]byte) ([]byte, error) {
	return scoreRegistry.abi.Pack("removeModel", modelHash)
}

// PackRemoveReader is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x38d65d11.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function removeReader(address reader) returns()
func (scoreRegistry *ScoreRegistry) PackRemoveReader(reader common.Address) []byte {
	enc, err := scoreRegistry.abi.Pack("removeReader", reader)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRemoveReader is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x38d65d11.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function removeReader(address reader) returns()
func (scoreRegistry *ScoreRegistry) TryPackRemoveReader(reader common.Address) ([]byte, error) {
	return scoreRegistry.abi.Pack("removeReader", reader)
}

// PackRenounceOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x715018a6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function renounceOwnership() returns()
func (scoreRegistry *ScoreRegistry) PackRenounceOwnership() []byte {
	enc, err := scoreRegistry.abi.Pack("renounceOwnership")
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
func (scoreRegistry *ScoreRegistry) TryPackRenounceOwnership() ([]byte, error) {
	return scoreRegistry.abi.Pack("renounceOwnership")
}

// PackRequestScore is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb9a349a7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requestScore(address subject) returns(bytes32 requestId)
func (scoreRegistry *ScoreRegistry) PackRequestScore(subject common.Address) []byte {
	enc, err := scoreRegistry.abi.Pack("requestScore", subject)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequestScore is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb9a349a7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requestScore(address subject) returns(bytes32 requestId)
func (scoreRegistry *ScoreRegistry) TryPackRequestScore(subject common.Address) ([]byte, error) {
	return scoreRegistry.abi.Pack("requestScore", subject)
}

// UnpackRequestScore is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb9a349a7.
//
// Solidity: function requestScore(address subject) returns(bytes32 requestId)
func (scoreRegistry *ScoreRegistry) UnpackRequestScore(data []byte) ([32]byte, error) {
	out, err := scoreRegistry.abi.Unpack("requestScore", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRequestScores is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb43b2e69.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function requestScores(address[] subjects) returns(bytes32 requestId)
func (scoreRegistry *ScoreRegistry) PackRequestScores(subjects []common.Address) []byte {
	enc, err := scoreRegistry.abi.Pack("requestScores", subjects)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRequestScores is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb43b2e69.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function requestScores(address[] subjects) returns(bytes32 requestId)
func (scoreRegistry *ScoreRegistry) TryPackRequestScores(subjects []common.Address) ([]byte, error) {
	return scoreRegistry.abi.Pack("requestScores", subjects)
}

// UnpackRequestScores is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb43b2e69.
//
// Solidity: function requestScores(address[] subjects) returns(bytes32 requestId)
func (scoreRegistry *ScoreRegistry) UnpackRequestScores(data []byte) ([32]byte, error) {
	out, err := scoreRegistry.abi.Unpack("requestScores", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackSetBatchJob is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xccb6c33c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setBatchJob(bytes32 jobId_) returns()
func (scoreRegistry *ScoreRegistry) PackSetBatchJob(jobId [32]byte) []byte {
	enc, err := scoreRegistry.abi.Pack("setBatchJob", jobId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetBatchJob is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xccb6c33c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setBatchJob(bytes32 jobId_) returns()
func (scoreRegistry *ScoreRegistry) TryPackSetBatchJob(jobId [32]byte) ([]byte, error) {
	return scoreRegistry.abi.Pack("setBatchJob", jobId)
}

// PackSetForwarder is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3e2f3954.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setForwarder(address forwarder, bytes32 workflowId) returns()
func (scoreRegistry *ScoreRegistry) PackSetForwarder(forwarder common.Address, workflowId [32]byte) []byte {
	enc, err := scoreRegistry.abi.Pack("setForwarder", forwarder, workflowId)
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
func (scoreRegistry *ScoreRegistry) TryPackSetForwarder(forwarder common.Address, workflowId [32]byte) ([]byte, error) {
	return scoreRegistry.abi.Pack("setForwarder", forwarder, workflowId)
}

// PackSetMinCoverage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaca71a29.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setMinCoverage(uint16 minimum) returns()
func (scoreRegistry *ScoreRegistry) PackSetMinCoverage(minimum uint16) []byte {
	enc, err := scoreRegistry.abi.Pack("setMinCoverage", minimum)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetMinCoverage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaca71a29.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setMinCoverage(uint16 minimum) returns()
func (scoreRegistry *ScoreRegistry) TryPackSetMinCoverage(minimum uint16) ([]byte, error) {
	return scoreRegistry.abi.Pack("setMinCoverage", minimum)
}

// PackSetOracle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb63c448b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setOracle(address oracle_, bytes32 jobId_, uint96 payment) returns()
func (scoreRegistry *ScoreRegistry) PackSetOracle(oracle common.Address, jobId [32]byte, payment *big.Int) []byte {
	enc, err := scoreRegistry.abi.Pack("setOracle", oracle, jobId, payment)
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
func (scoreRegistry *ScoreRegistry) TryPackSetOracle(oracle common.Address, jobId [32]byte, payment *big.Int) ([]byte, error) {
	return scoreRegistry.abi.Pack("setOracle", oracle, jobId, payment)
}

// PackSupportsInterface is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ffc9a7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (scoreRegistry *ScoreRegistry) PackSupportsInterface(interfaceId [4]byte) []byte {
	enc, err := scoreRegistry.abi.Pack("supportsInterface", interfaceId)
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
func (scoreRegistry *ScoreRegistry) TryPackSupportsInterface(interfaceId [4]byte) ([]byte, error) {
	return scoreRegistry.abi.Pack("supportsInterface", interfaceId)
}

// UnpackSupportsInterface is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x01ffc9a7.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (scoreRegistry *ScoreRegistry) UnpackSupportsInterface(data []byte) (bool, error) {
	out, err := scoreRegistry.abi.Unpack("supportsInterface", data)
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
func (scoreRegistry *ScoreRegistry) PackTotalBalances() []byte {
	enc, err := scoreRegistry.abi.Pack("totalBalances")
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
func (scoreRegistry *ScoreRegistry) TryPackTotalBalances() ([]byte, error) {
	return scoreRegistry.abi.Pack("totalBalances")
}

// UnpackTotalBalances is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa69a2ad1.
//
// Solidity: function totalBalances() view returns(uint256)
func (scoreRegistry *ScoreRegistry) UnpackTotalBalances(data []byte) (*big.Int, error) {
	out, err := scoreRegistry.abi.Unpack("totalBalances", data)
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
func (scoreRegistry *ScoreRegistry) PackTransferOwnership(newOwner common.Address) []byte {
	enc, err := scoreRegistry.abi.Pack("transferOwnership", newOwner)
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
func (scoreRegistry *ScoreRegistry) TryPackTransferOwnership(newOwner common.Address) ([]byte, error) {
	return scoreRegistry.abi.Pack("transferOwnership", newOwner)
}

// PackUnpause is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3f4ba83a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function unpause() returns()
func (scoreRegistry *ScoreRegistry) PackUnpause() []byte {
	enc, err := scoreRegistry.abi.Pack("unpause")
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
func (scoreRegistry *ScoreRegistry) TryPackUnpause() ([]byte, error) {
	return scoreRegistry.abi.Pack("unpause")
}

// PackUsesReports is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe629b78a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function usesReports() view returns(bool)
func (scoreRegistry *ScoreRegistry) PackUsesReports() []byte {
	enc, err := scoreRegistry.abi.Pack("usesReports")
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
func (scoreRegistry *ScoreRegistry) TryPackUsesReports() ([]byte, error) {
	return scoreRegistry.abi.Pack("usesReports")
}

// UnpackUsesReports is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe629b78a.
//
// Solidity: function usesReports() view returns(bool)
func (scoreRegistry *ScoreRegistry) UnpackUsesReports(data []byte) (bool, error) {
	out, err := scoreRegistry.abi.Unpack("usesReports", data)
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
func (scoreRegistry *ScoreRegistry) PackWithdraw() []byte {
	enc, err := scoreRegistry.abi.Pack("withdraw")
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
func (scoreRegistry *ScoreRegistry) TryPackWithdraw() ([]byte, error) {
	return scoreRegistry.abi.Pack("withdraw")
}

// UnpackWithdraw is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3ccfd60b.
//
// Solidity: function withdraw() returns(uint256 amount)
func (scoreRegistry *ScoreRegistry) UnpackWithdraw(data []byte) (*big.Int, error) {
	out, err := scoreRegistry.abi.Unpack("withdraw", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// ScoreRegistryAnswerRefused represents a AnswerRefused event raised by the ScoreRegistry contract.
type ScoreRegistryAnswerRefused struct {
	RequestId [32]byte
	Subject   common.Address
	Reason    uint8
	Given     *big.Int
	Bound     *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryAnswerRefusedEventName = "AnswerRefused"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryAnswerRefused) ContractEventName() string {
	return ScoreRegistryAnswerRefusedEventName
}

// UnpackAnswerRefusedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AnswerRefused(bytes32 indexed requestId, address indexed subject, uint8 reason, uint256 given, uint256 bound)
func (scoreRegistry *ScoreRegistry) UnpackAnswerRefusedEvent(log *types.Log) (*ScoreRegistryAnswerRefused, error) {
	event := "AnswerRefused"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryAnswerRefused)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryBatchJobChanged represents a BatchJobChanged event raised by the ScoreRegistry contract.
type ScoreRegistryBatchJobChanged struct {
	JobId [32]byte
	Raw   *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryBatchJobChangedEventName = "BatchJobChanged"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryBatchJobChanged) ContractEventName() string {
	return ScoreRegistryBatchJobChangedEventName
}

// UnpackBatchJobChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event BatchJobChanged(bytes32 jobId)
func (scoreRegistry *ScoreRegistry) UnpackBatchJobChangedEvent(log *types.Log) (*ScoreRegistryBatchJobChanged, error) {
	event := "BatchJobChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryBatchJobChanged)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryChainlinkCancelled represents a ChainlinkCancelled event raised by the ScoreRegistry contract.
type ScoreRegistryChainlinkCancelled struct {
	Id  [32]byte
	Raw *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryChainlinkCancelledEventName = "ChainlinkCancelled"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryChainlinkCancelled) ContractEventName() string {
	return ScoreRegistryChainlinkCancelledEventName
}

// UnpackChainlinkCancelledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ChainlinkCancelled(bytes32 indexed id)
func (scoreRegistry *ScoreRegistry) UnpackChainlinkCancelledEvent(log *types.Log) (*ScoreRegistryChainlinkCancelled, error) {
	event := "ChainlinkCancelled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryChainlinkCancelled)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryChainlinkFulfilled represents a ChainlinkFulfilled event raised by the ScoreRegistry contract.
type ScoreRegistryChainlinkFulfilled struct {
	Id  [32]byte
	Raw *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryChainlinkFulfilledEventName = "ChainlinkFulfilled"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryChainlinkFulfilled) ContractEventName() string {
	return ScoreRegistryChainlinkFulfilledEventName
}

// UnpackChainlinkFulfilledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ChainlinkFulfilled(bytes32 indexed id)
func (scoreRegistry *ScoreRegistry) UnpackChainlinkFulfilledEvent(log *types.Log) (*ScoreRegistryChainlinkFulfilled, error) {
	event := "ChainlinkFulfilled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryChainlinkFulfilled)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryChainlinkRequested represents a ChainlinkRequested event raised by the ScoreRegistry contract.
type ScoreRegistryChainlinkRequested struct {
	Id  [32]byte
	Raw *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryChainlinkRequestedEventName = "ChainlinkRequested"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryChainlinkRequested) ContractEventName() string {
	return ScoreRegistryChainlinkRequestedEventName
}

// UnpackChainlinkRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ChainlinkRequested(bytes32 indexed id)
func (scoreRegistry *ScoreRegistry) UnpackChainlinkRequestedEvent(log *types.Log) (*ScoreRegistryChainlinkRequested, error) {
	event := "ChainlinkRequested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryChainlinkRequested)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryCredited represents a Credited event raised by the ScoreRegistry contract.
type ScoreRegistryCredited struct {
	Account common.Address
	Amount  *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryCreditedEventName = "Credited"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryCredited) ContractEventName() string {
	return ScoreRegistryCreditedEventName
}

// UnpackCreditedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Credited(address indexed account, uint256 amount)
func (scoreRegistry *ScoreRegistry) UnpackCreditedEvent(log *types.Log) (*ScoreRegistryCredited, error) {
	event := "Credited"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryCredited)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryForwarderChanged represents a ForwarderChanged event raised by the ScoreRegistry contract.
type ScoreRegistryForwarderChanged struct {
	Forwarder  common.Address
	WorkflowId [32]byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryForwarderChangedEventName = "ForwarderChanged"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryForwarderChanged) ContractEventName() string {
	return ScoreRegistryForwarderChangedEventName
}

// UnpackForwarderChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ForwarderChanged(address indexed forwarder, bytes32 workflowId)
func (scoreRegistry *ScoreRegistry) UnpackForwarderChangedEvent(log *types.Log) (*ScoreRegistryForwarderChanged, error) {
	event := "ForwarderChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryForwarderChanged)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryMinCoverageChanged represents a MinCoverageChanged event raised by the ScoreRegistry contract.
type ScoreRegistryMinCoverageChanged struct {
	OldMinimum uint16
	NewMinimum uint16
	Raw        *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryMinCoverageChangedEventName = "MinCoverageChanged"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryMinCoverageChanged) ContractEventName() string {
	return ScoreRegistryMinCoverageChangedEventName
}

// UnpackMinCoverageChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event MinCoverageChanged(uint16 oldMinimum, uint16 newMinimum)
func (scoreRegistry *ScoreRegistry) UnpackMinCoverageChangedEvent(log *types.Log) (*ScoreRegistryMinCoverageChanged, error) {
	event := "MinCoverageChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryMinCoverageChanged)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryModelAccepted represents a ModelAccepted event raised by the ScoreRegistry contract.
type ScoreRegistryModelAccepted struct {
	ModelHash [32]byte
	Raw       *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryModelAcceptedEventName = "ModelAccepted"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryModelAccepted) ContractEventName() string {
	return ScoreRegistryModelAcceptedEventName
}

// UnpackModelAcceptedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ModelAccepted(bytes32 indexed modelHash)
func (scoreRegistry *ScoreRegistry) UnpackModelAcceptedEvent(log *types.Log) (*ScoreRegistryModelAccepted, error) {
	event := "ModelAccepted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryModelAccepted)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryModelRemoved represents a ModelRemoved event raised by the ScoreRegistry contract.
type ScoreRegistryModelRemoved struct {
	ModelHash [32]byte
	Raw       *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryModelRemovedEventName = "ModelRemoved"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryModelRemoved) ContractEventName() string {
	return ScoreRegistryModelRemovedEventName
}

// UnpackModelRemovedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ModelRemoved(bytes32 indexed modelHash)
func (scoreRegistry *ScoreRegistry) UnpackModelRemovedEvent(log *types.Log) (*ScoreRegistryModelRemoved, error) {
	event := "ModelRemoved"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryModelRemoved)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryOracleChanged represents a OracleChanged event raised by the ScoreRegistry contract.
type ScoreRegistryOracleChanged struct {
	Oracle  common.Address
	JobId   [32]byte
	Payment *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryOracleChangedEventName = "OracleChanged"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryOracleChanged) ContractEventName() string {
	return ScoreRegistryOracleChangedEventName
}

// UnpackOracleChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OracleChanged(address indexed oracle, bytes32 jobId, uint96 payment)
func (scoreRegistry *ScoreRegistry) UnpackOracleChangedEvent(log *types.Log) (*ScoreRegistryOracleChanged, error) {
	event := "OracleChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryOracleChanged)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryOwnershipTransferStarted represents a OwnershipTransferStarted event raised by the ScoreRegistry contract.
type ScoreRegistryOwnershipTransferStarted struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryOwnershipTransferStartedEventName = "OwnershipTransferStarted"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryOwnershipTransferStarted) ContractEventName() string {
	return ScoreRegistryOwnershipTransferStartedEventName
}

// UnpackOwnershipTransferStartedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner)
func (scoreRegistry *ScoreRegistry) UnpackOwnershipTransferStartedEvent(log *types.Log) (*ScoreRegistryOwnershipTransferStarted, error) {
	event := "OwnershipTransferStarted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryOwnershipTransferStarted)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryOwnershipTransferred represents a OwnershipTransferred event raised by the ScoreRegistry contract.
type ScoreRegistryOwnershipTransferred struct {
	PreviousOwner common.Address
	NewOwner      common.Address
	Raw           *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryOwnershipTransferredEventName = "OwnershipTransferred"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryOwnershipTransferred) ContractEventName() string {
	return ScoreRegistryOwnershipTransferredEventName
}

// UnpackOwnershipTransferredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)
func (scoreRegistry *ScoreRegistry) UnpackOwnershipTransferredEvent(log *types.Log) (*ScoreRegistryOwnershipTransferred, error) {
	event := "OwnershipTransferred"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryOwnershipTransferred)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryPaused represents a Paused event raised by the ScoreRegistry contract.
type ScoreRegistryPaused struct {
	Account common.Address
	Raw     *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryPausedEventName = "Paused"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryPaused) ContractEventName() string {
	return ScoreRegistryPausedEventName
}

// UnpackPausedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Paused(address account)
func (scoreRegistry *ScoreRegistry) UnpackPausedEvent(log *types.Log) (*ScoreRegistryPaused, error) {
	event := "Paused"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryPaused)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryReaderAllowed represents a ReaderAllowed event raised by the ScoreRegistry contract.
type ScoreRegistryReaderAllowed struct {
	Subject common.Address
	Reader  common.Address
	Until   uint64
	Raw     *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryReaderAllowedEventName = "ReaderAllowed"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryReaderAllowed) ContractEventName() string {
	return ScoreRegistryReaderAllowedEventName
}

// UnpackReaderAllowedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ReaderAllowed(address indexed subject, address indexed reader, uint64 until)
func (scoreRegistry *ScoreRegistry) UnpackReaderAllowedEvent(log *types.Log) (*ScoreRegistryReaderAllowed, error) {
	event := "ReaderAllowed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryReaderAllowed)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryReaderRemoved represents a ReaderRemoved event raised by the ScoreRegistry contract.
type ScoreRegistryReaderRemoved struct {
	Subject common.Address
	Reader  common.Address
	Raw     *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryReaderRemovedEventName = "ReaderRemoved"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryReaderRemoved) ContractEventName() string {
	return ScoreRegistryReaderRemovedEventName
}

// UnpackReaderRemovedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ReaderRemoved(address indexed subject, address indexed reader)
func (scoreRegistry *ScoreRegistry) UnpackReaderRemovedEvent(log *types.Log) (*ScoreRegistryReaderRemoved, error) {
	event := "ReaderRemoved"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryReaderRemoved)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryReportRequested represents a ReportRequested event raised by the ScoreRegistry contract.
type ScoreRegistryReportRequested struct {
	RequestId   [32]byte
	WorkflowId  [32]byte
	Callback    [4]byte
	CborPayload []byte
	Raw         *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryReportRequestedEventName = "ReportRequested"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryReportRequested) ContractEventName() string {
	return ScoreRegistryReportRequestedEventName
}

// UnpackReportRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ReportRequested(bytes32 indexed requestId, bytes32 indexed workflowId, bytes4 callback, bytes cborPayload)
func (scoreRegistry *ScoreRegistry) UnpackReportRequestedEvent(log *types.Log) (*ScoreRegistryReportRequested, error) {
	event := "ReportRequested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryReportRequested)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryRequestCancelled represents a RequestCancelled event raised by the ScoreRegistry contract.
type ScoreRegistryRequestCancelled struct {
	RequestId [32]byte
	Payer     common.Address
	Refund    *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryRequestCancelledEventName = "RequestCancelled"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryRequestCancelled) ContractEventName() string {
	return ScoreRegistryRequestCancelledEventName
}

// UnpackRequestCancelledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RequestCancelled(bytes32 indexed requestId, address indexed payer, uint256 refund)
func (scoreRegistry *ScoreRegistry) UnpackRequestCancelledEvent(log *types.Log) (*ScoreRegistryRequestCancelled, error) {
	event := "RequestCancelled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryRequestCancelled)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryScoreRequested represents a ScoreRequested event raised by the ScoreRegistry contract.
type ScoreRegistryScoreRequested struct {
	RequestId [32]byte
	Subject   common.Address
	Payer     common.Address
	Payment   *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryScoreRequestedEventName = "ScoreRequested"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryScoreRequested) ContractEventName() string {
	return ScoreRegistryScoreRequestedEventName
}

// UnpackScoreRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ScoreRequested(bytes32 indexed requestId, address indexed subject, address indexed payer, uint96 payment)
func (scoreRegistry *ScoreRegistry) UnpackScoreRequestedEvent(log *types.Log) (*ScoreRegistryScoreRequested, error) {
	event := "ScoreRequested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryScoreRequested)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryScoreUpdated represents a ScoreUpdated event raised by the ScoreRegistry contract.
type ScoreRegistryScoreUpdated struct {
	RequestId [32]byte
	Subject   common.Address
	Score     uint16
	Coverage  uint16
	AsOf      uint64
	ModelHash [32]byte
	Raw       *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryScoreUpdatedEventName = "ScoreUpdated"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryScoreUpdated) ContractEventName() string {
	return ScoreRegistryScoreUpdatedEventName
}

// UnpackScoreUpdatedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ScoreUpdated(bytes32 indexed requestId, address indexed subject, uint16 score, uint16 coverage, uint64 asOf, bytes32 modelHash)
func (scoreRegistry *ScoreRegistry) UnpackScoreUpdatedEvent(log *types.Log) (*ScoreRegistryScoreUpdated, error) {
	event := "ScoreUpdated"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryScoreUpdated)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryScoresRequested represents a ScoresRequested event raised by the ScoreRegistry contract.
type ScoreRegistryScoresRequested struct {
	RequestId [32]byte
	Payer     common.Address
	Subjects  []common.Address
	Payment   *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryScoresRequestedEventName = "ScoresRequested"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryScoresRequested) ContractEventName() string {
	return ScoreRegistryScoresRequestedEventName
}

// UnpackScoresRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ScoresRequested(bytes32 indexed requestId, address indexed payer, address[] subjects, uint96 payment)
func (scoreRegistry *ScoreRegistry) UnpackScoresRequestedEvent(log *types.Log) (*ScoreRegistryScoresRequested, error) {
	event := "ScoresRequested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryScoresRequested)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryUnpaused represents a Unpaused event raised by the ScoreRegistry contract.
type ScoreRegistryUnpaused struct {
	Account common.Address
	Raw     *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryUnpausedEventName = "Unpaused"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryUnpaused) ContractEventName() string {
	return ScoreRegistryUnpausedEventName
}

// UnpackUnpausedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Unpaused(address account)
func (scoreRegistry *ScoreRegistry) UnpackUnpausedEvent(log *types.Log) (*ScoreRegistryUnpaused, error) {
	event := "Unpaused"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryUnpaused)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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

// ScoreRegistryWithdrawn represents a Withdrawn event raised by the ScoreRegistry contract.
type ScoreRegistryWithdrawn struct {
	Account common.Address
	Amount  *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const ScoreRegistryWithdrawnEventName = "Withdrawn"

// ContractEventName returns the user-defined event name.
func (ScoreRegistryWithdrawn) ContractEventName() string {
	return ScoreRegistryWithdrawnEventName
}

// UnpackWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Withdrawn(address indexed account, uint256 amount)
func (scoreRegistry *ScoreRegistry) UnpackWithdrawnEvent(log *types.Log) (*ScoreRegistryWithdrawn, error) {
	event := "Withdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != scoreRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ScoreRegistryWithdrawn)
	if len(log.Data) > 0 {
		if err := scoreRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range scoreRegistry.abi.Events[event].Inputs {
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
func (scoreRegistry *ScoreRegistry) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["BatchNotOffered"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackBatchNotOfferedError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["BatchSizeOutOfRange"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackBatchSizeOutOfRangeError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["CoverageOutOfRange"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackCoverageOutOfRangeError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["ModelHashMissing"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackModelHashMissingError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["ModelNotAccepted"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackModelNotAcceptedError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["NoScore"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackNoScoreError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["NotAContract"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackNotAContractError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["NotAllowed"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackNotAllowedError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["NotExpired"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackNotExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["NotForwarder"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackNotForwarderError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["NothingToWithdraw"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackNothingToWithdrawError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["ReportTooShort"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackReportTooShortError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["StaleScore"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackStaleScoreError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["UnknownRequest"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackUnknownRequestError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["UntilInPast"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackUntilInPastError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["WrongExpiryTime"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackWrongExpiryTimeError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["WrongToken"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackWrongTokenError(raw[4:])
	}
	if bytes.Equal(raw[:4], scoreRegistry.abi.Errors["WrongWorkflow"].ID.Bytes()[:4]) {
		return scoreRegistry.UnpackWrongWorkflowError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// ScoreRegistryBatchNotOffered represents a BatchNotOffered error raised by the ScoreRegistry contract.
type ScoreRegistryBatchNotOffered struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BatchNotOffered()
func ScoreRegistryBatchNotOfferedErrorID() common.Hash {
	return common.HexToHash("0x5bd8deb60747602c444cae7fa7f440c741add40eb134d675468ecd0a9bf36d1b")
}

// UnpackBatchNotOfferedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BatchNotOffered()
func (scoreRegistry *ScoreRegistry) UnpackBatchNotOfferedError(raw []byte) (*ScoreRegistryBatchNotOffered, error) {
	out := new(ScoreRegistryBatchNotOffered)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "BatchNotOffered", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryBatchSizeOutOfRange represents a BatchSizeOutOfRange error raised by the ScoreRegistry contract.
type ScoreRegistryBatchSizeOutOfRange struct {
	Given   *big.Int
	Minimum *big.Int
	Maximum *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BatchSizeOutOfRange(uint256 given, uint256 minimum, uint256 maximum)
func ScoreRegistryBatchSizeOutOfRangeErrorID() common.Hash {
	return common.HexToHash("0xb16f01af45ca869f2edc0e684f7048236a97d87467ab738f46b2b01a0676b73e")
}

// UnpackBatchSizeOutOfRangeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BatchSizeOutOfRange(uint256 given, uint256 minimum, uint256 maximum)
func (scoreRegistry *ScoreRegistry) UnpackBatchSizeOutOfRangeError(raw []byte) (*ScoreRegistryBatchSizeOutOfRange, error) {
	out := new(ScoreRegistryBatchSizeOutOfRange)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "BatchSizeOutOfRange", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryCoverageOutOfRange represents a CoverageOutOfRange error raised by the ScoreRegistry contract.
type ScoreRegistryCoverageOutOfRange struct {
	Given   *big.Int
	Maximum *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error CoverageOutOfRange(uint256 given, uint256 maximum)
func ScoreRegistryCoverageOutOfRangeErrorID() common.Hash {
	return common.HexToHash("0x36fc5982f3acc64b6f3db4dd5fdc7937773f7210b3f11ff2525b846184cbcfc2")
}

// UnpackCoverageOutOfRangeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error CoverageOutOfRange(uint256 given, uint256 maximum)
func (scoreRegistry *ScoreRegistry) UnpackCoverageOutOfRangeError(raw []byte) (*ScoreRegistryCoverageOutOfRange, error) {
	out := new(ScoreRegistryCoverageOutOfRange)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "CoverageOutOfRange", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryModelHashMissing represents a ModelHashMissing error raised by the ScoreRegistry contract.
type ScoreRegistryModelHashMissing struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ModelHashMissing()
func ScoreRegistryModelHashMissingErrorID() common.Hash {
	return common.HexToHash("0x9366a5eee1da4f4123e4eeb91118d90a397f544f2513c80b01225e75bab55bed")
}

// UnpackModelHashMissingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ModelHashMissing()
func (scoreRegistry *ScoreRegistry) UnpackModelHashMissingError(raw []byte) (*ScoreRegistryModelHashMissing, error) {
	out := new(ScoreRegistryModelHashMissing)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "ModelHashMissing", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryModelNotAccepted represents a ModelNotAccepted error raised by the ScoreRegistry contract.
type ScoreRegistryModelNotAccepted struct {
	ModelHash [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ModelNotAccepted(bytes32 modelHash)
func ScoreRegistryModelNotAcceptedErrorID() common.Hash {
	return common.HexToHash("0x37019b85a03e754fce1cec7ee0f50700111b40afb14ae4b11076b804b91c529c")
}

// UnpackModelNotAcceptedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ModelNotAccepted(bytes32 modelHash)
func (scoreRegistry *ScoreRegistry) UnpackModelNotAcceptedError(raw []byte) (*ScoreRegistryModelNotAccepted, error) {
	out := new(ScoreRegistryModelNotAccepted)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "ModelNotAccepted", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryNoScore represents a NoScore error raised by the ScoreRegistry contract.
type ScoreRegistryNoScore struct {
	Subject common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoScore(address subject)
func ScoreRegistryNoScoreErrorID() common.Hash {
	return common.HexToHash("0x6d7941a67aea805cefd12b021193e9018204eb15c6496a2adf999019813f76f7")
}

// UnpackNoScoreError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoScore(address subject)
func (scoreRegistry *ScoreRegistry) UnpackNoScoreError(raw []byte) (*ScoreRegistryNoScore, error) {
	out := new(ScoreRegistryNoScore)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "NoScore", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryNotAContract represents a NotAContract error raised by the ScoreRegistry contract.
type ScoreRegistryNotAContract struct {
	Given common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAContract(address given)
func ScoreRegistryNotAContractErrorID() common.Hash {
	return common.HexToHash("0x8a8b41ec6b8382733436ac0321a506b0d1e41dc29c8650d1fd1ff17e726ab809")
}

// UnpackNotAContractError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAContract(address given)
func (scoreRegistry *ScoreRegistry) UnpackNotAContractError(raw []byte) (*ScoreRegistryNotAContract, error) {
	out := new(ScoreRegistryNotAContract)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "NotAContract", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryNotAllowed represents a NotAllowed error raised by the ScoreRegistry contract.
type ScoreRegistryNotAllowed struct {
	Caller  common.Address
	Subject common.Address
	Until   uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAllowed(address caller, address subject, uint64 until)
func ScoreRegistryNotAllowedErrorID() common.Hash {
	return common.HexToHash("0x56f4bd1c2954196ff9342b4acc8aac377d65bcab4ea75dce690da973fee1d0fc")
}

// UnpackNotAllowedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAllowed(address caller, address subject, uint64 until)
func (scoreRegistry *ScoreRegistry) UnpackNotAllowedError(raw []byte) (*ScoreRegistryNotAllowed, error) {
	out := new(ScoreRegistryNotAllowed)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "NotAllowed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryNotExpired represents a NotExpired error raised by the ScoreRegistry contract.
type ScoreRegistryNotExpired struct {
	Present    *big.Int
	Expiration *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotExpired(uint256 present, uint256 expiration)
func ScoreRegistryNotExpiredErrorID() common.Hash {
	return common.HexToHash("0xd05c31dc7df4bbc3cccceec6446e01bfaa4af4aa86fd0e515f9a5b1abf27dfc4")
}

// UnpackNotExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotExpired(uint256 present, uint256 expiration)
func (scoreRegistry *ScoreRegistry) UnpackNotExpiredError(raw []byte) (*ScoreRegistryNotExpired, error) {
	out := new(ScoreRegistryNotExpired)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "NotExpired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryNotForwarder represents a NotForwarder error raised by the ScoreRegistry contract.
type ScoreRegistryNotForwarder struct {
	Caller    common.Address
	Forwarder common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotForwarder(address caller, address forwarder)
func ScoreRegistryNotForwarderErrorID() common.Hash {
	return common.HexToHash("0xca5f7ca5dc43d259b7596cedb0c369d303f6fa37af3f1d1e236f9a9025f520ed")
}

// UnpackNotForwarderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotForwarder(address caller, address forwarder)
func (scoreRegistry *ScoreRegistry) UnpackNotForwarderError(raw []byte) (*ScoreRegistryNotForwarder, error) {
	out := new(ScoreRegistryNotForwarder)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "NotForwarder", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryNothingToWithdraw represents a NothingToWithdraw error raised by the ScoreRegistry contract.
type ScoreRegistryNothingToWithdraw struct {
	Account common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NothingToWithdraw(address account)
func ScoreRegistryNothingToWithdrawErrorID() common.Hash {
	return common.HexToHash("0xdc69dc16e4a8405b44139edda9a06ee66b303337358b6f4633533d65de15b7f4")
}

// UnpackNothingToWithdrawError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NothingToWithdraw(address account)
func (scoreRegistry *ScoreRegistry) UnpackNothingToWithdrawError(raw []byte) (*ScoreRegistryNothingToWithdraw, error) {
	out := new(ScoreRegistryNothingToWithdraw)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "NothingToWithdraw", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryReportTooShort represents a ReportTooShort error raised by the ScoreRegistry contract.
type ScoreRegistryReportTooShort struct {
	Given   *big.Int
	Minimum *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ReportTooShort(uint256 given, uint256 minimum)
func ScoreRegistryReportTooShortErrorID() common.Hash {
	return common.HexToHash("0xaaf0ad13e6d5d578aa4623eafc6247fa5b09f6b4ec190aafd2fc226d7bd4a974")
}

// UnpackReportTooShortError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ReportTooShort(uint256 given, uint256 minimum)
func (scoreRegistry *ScoreRegistry) UnpackReportTooShortError(raw []byte) (*ScoreRegistryReportTooShort, error) {
	out := new(ScoreRegistryReportTooShort)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "ReportTooShort", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryStaleScore represents a StaleScore error raised by the ScoreRegistry contract.
type ScoreRegistryStaleScore struct {
	Age    *big.Int
	MaxAge *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StaleScore(uint256 age, uint256 maxAge)
func ScoreRegistryStaleScoreErrorID() common.Hash {
	return common.HexToHash("0x5ae3685403de15ca4a0ad0b4813243a96f61f492c8030d2d52452fd38683d962")
}

// UnpackStaleScoreError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StaleScore(uint256 age, uint256 maxAge)
func (scoreRegistry *ScoreRegistry) UnpackStaleScoreError(raw []byte) (*ScoreRegistryStaleScore, error) {
	out := new(ScoreRegistryStaleScore)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "StaleScore", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryUnknownRequest represents a UnknownRequest error raised by the ScoreRegistry contract.
type ScoreRegistryUnknownRequest struct {
	RequestId [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownRequest(bytes32 requestId)
func ScoreRegistryUnknownRequestErrorID() common.Hash {
	return common.HexToHash("0x7bbe34c9053d934edfcee0212dafa8d890e3f195bd69a9d5952188773cb7ad36")
}

// UnpackUnknownRequestError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownRequest(bytes32 requestId)
func (scoreRegistry *ScoreRegistry) UnpackUnknownRequestError(raw []byte) (*ScoreRegistryUnknownRequest, error) {
	out := new(ScoreRegistryUnknownRequest)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "UnknownRequest", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryUntilInPast represents a UntilInPast error raised by the ScoreRegistry contract.
type ScoreRegistryUntilInPast struct {
	Until   uint64
	Present *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UntilInPast(uint64 until, uint256 present)
func ScoreRegistryUntilInPastErrorID() common.Hash {
	return common.HexToHash("0xd473661fe18267b7592de59a9ef3346e6218885715a083dfa0c5bcd1fd08e6af")
}

// UnpackUntilInPastError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UntilInPast(uint64 until, uint256 present)
func (scoreRegistry *ScoreRegistry) UnpackUntilInPastError(raw []byte) (*ScoreRegistryUntilInPast, error) {
	out := new(ScoreRegistryUntilInPast)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "UntilInPast", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryWrongExpiryTime represents a WrongExpiryTime error raised by the ScoreRegistry contract.
type ScoreRegistryWrongExpiryTime struct {
	Given    *big.Int
	Expected *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongExpiryTime(uint256 given, uint256 expected)
func ScoreRegistryWrongExpiryTimeErrorID() common.Hash {
	return common.HexToHash("0x20f9792e296ce0309edfc8dfbe99ee5e333268adb92e00879e367069f46ea669")
}

// UnpackWrongExpiryTimeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongExpiryTime(uint256 given, uint256 expected)
func (scoreRegistry *ScoreRegistry) UnpackWrongExpiryTimeError(raw []byte) (*ScoreRegistryWrongExpiryTime, error) {
	out := new(ScoreRegistryWrongExpiryTime)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "WrongExpiryTime", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryWrongToken represents a WrongToken error raised by the ScoreRegistry contract.
type ScoreRegistryWrongToken struct {
	Given    common.Address
	Expected common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongToken(address given, address expected)
func ScoreRegistryWrongTokenErrorID() common.Hash {
	return common.HexToHash("0x2d6ac12780a15d0f0f793c91c5e4aa9fcefbfb57c254d11c3913ba36be3267f7")
}

// UnpackWrongTokenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongToken(address given, address expected)
func (scoreRegistry *ScoreRegistry) UnpackWrongTokenError(raw []byte) (*ScoreRegistryWrongToken, error) {
	out := new(ScoreRegistryWrongToken)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "WrongToken", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ScoreRegistryWrongWorkflow represents a WrongWorkflow error raised by the ScoreRegistry contract.
type ScoreRegistryWrongWorkflow struct {
	Given    [32]byte
	Expected [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongWorkflow(bytes32 given, bytes32 expected)
func ScoreRegistryWrongWorkflowErrorID() common.Hash {
	return common.HexToHash("0x240aed59d06e6a201551d597c48d00adea5ec3ddd74c5bfbc6a33d6994a92d56")
}

// UnpackWrongWorkflowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongWorkflow(bytes32 given, bytes32 expected)
func (scoreRegistry *ScoreRegistry) UnpackWrongWorkflowError(raw []byte) (*ScoreRegistryWrongWorkflow, error) {
	out := new(ScoreRegistryWrongWorkflow)
	if err := scoreRegistry.abi.UnpackIntoInterface(out, "WrongWorkflow", raw); err != nil {
		return nil, err
	}
	return out, nil
}
