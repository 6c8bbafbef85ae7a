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

// LinkTokenMetaData contains all meta data concerning the LinkToken contract.
var LinkTokenMetaData = bind.MetaData{
	ABI: "[{\"type\":\"constructor\",\"inputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"acceptOwnership\",\"inputs\":[],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"allowance\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"spender\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"approve\",\"inputs\":[{\"name\":\"spender\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"balanceOf\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"burn\",\"inputs\":[{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"burn\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"burnFrom\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"decimals\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint8\",\"internalType\":\"uint8\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"decreaseAllowance\",\"inputs\":[{\"name\":\"spender\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"subtractedValue\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"decreaseApproval\",\"inputs\":[{\"name\":\"spender\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"subtractedValue\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"success\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"getBurners\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address[]\",\"internalType\":\"address[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"getMinters\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address[]\",\"internalType\":\"address[]\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"grantBurnRole\",\"inputs\":[{\"name\":\"burner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"grantMintAndBurnRoles\",\"inputs\":[{\"name\":\"burnAndMinter\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"grantMintRole\",\"inputs\":[{\"name\":\"minter\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"increaseAllowance\",\"inputs\":[{\"name\":\"spender\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"addedValue\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"increaseApproval\",\"inputs\":[{\"name\":\"spender\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"addedValue\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"isBurner\",\"inputs\":[{\"name\":\"burner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"isMinter\",\"inputs\":[{\"name\":\"minter\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"maxSupply\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"mint\",\"inputs\":[{\"name\":\"account\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"name\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"string\",\"internalType\":\"string\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"owner\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"address\",\"internalType\":\"address\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"revokeBurnRole\",\"inputs\":[{\"name\":\"burner\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"revokeMintRole\",\"inputs\":[{\"name\":\"minter\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"supportsInterface\",\"inputs\":[{\"name\":\"interfaceId\",\"type\":\"bytes4\",\"internalType\":\"bytes4\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"pure\"},{\"type\":\"function\",\"name\":\"symbol\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"string\",\"internalType\":\"string\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"totalSupply\",\"inputs\":[],\"outputs\":[{\"name\":\"\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"stateMutability\":\"view\"},{\"type\":\"function\",\"name\":\"transfer\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"transferAndCall\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"},{\"name\":\"data\",\"type\":\"bytes\",\"internalType\":\"bytes\"}],\"outputs\":[{\"name\":\"success\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"transferFrom\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"},{\"name\":\"amount\",\"type\":\"uint256\",\"internalType\":\"uint256\"}],\"outputs\":[{\"name\":\"\",\"type\":\"bool\",\"internalType\":\"bool\"}],\"stateMutability\":\"nonpayable\"},{\"type\":\"function\",\"name\":\"transferOwnership\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\",\"internalType\":\"address\"}],\"outputs\":[],\"stateMutability\":\"nonpayable\"},{\"type\":\"event\",\"name\":\"Approval\",\"inputs\":[{\"name\":\"owner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"spender\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"value\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"BurnAccessGranted\",\"inputs\":[{\"name\":\"burner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"BurnAccessRevoked\",\"inputs\":[{\"name\":\"burner\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"MintAccessGranted\",\"inputs\":[{\"name\":\"minter\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"MintAccessRevoked\",\"inputs\":[{\"name\":\"minter\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferRequested\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"OwnershipTransferred\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Transfer\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"value\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"}],\"anonymous\":false},{\"type\":\"event\",\"name\":\"Transfer\",\"inputs\":[{\"name\":\"from\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"to\",\"type\":\"address\",\"indexed\":true,\"internalType\":\"address\"},{\"name\":\"value\",\"type\":\"uint256\",\"indexed\":false,\"internalType\":\"uint256\"},{\"name\":\"data\",\"type\":\"bytes\",\"indexed\":false,\"internalType\":\"bytes\"}],\"anonymous\":false},{\"type\":\"error\",\"name\":\"MaxSupplyExceeded\",\"inputs\":[{\"name\":\"supplyAfterMint\",\"type\":\"uint256\",\"internalType\":\"uint256\"}]},{\"type\":\"error\",\"name\":\"SenderNotBurner\",\"inputs\":[{\"name\":\"sender\",\"type\":\"address\",\"internalType\":\"address\"}]},{\"type\":\"error\",\"name\":\"SenderNotMinter\",\"inputs\":[{\"name\":\"sender\",\"type\":\"address\",\"internalType\":\"address\"}]}]",
	ID:  "LinkToken",
	Bin: "0x60c06040523480156200001157600080fd5b506040518060400160405280600f81526020016e21b430b4b72634b735902a37b5b2b760891b815250604051806040016040528060048152602001634c494e4b60e01b81525060126b033b2e3c9fd0803ce8000000338060008686818181600390816200007f91906200028c565b5060046200008e82826200028c565b5050506001600160a01b0384169150620000f190505760405162461bcd60e51b815260206004820152601860248201527f43616e6e6f7420736574206f776e657220746f207a65726f000000000000000060448201526064015b60405180910390fd5b600580546001600160a01b0319166001600160a01b0384811691909117909155811615620001245762000124816200013b565b50505060ff90911660805260a05250620003589050565b336001600160a01b03821603620001955760405162461bcd60e51b815260206004820152601760248201527f43616e6e6f74207472616e7366657220746f2073656c660000000000000000006044820152606401620000e8565b600680546001600160a01b0319166001600160a01b03838116918217909255600554604051919216907fed8889f560326eb138920d842192f0eb3dd22b4f139c87a2c57538e05bae127890600090a350565b634e487b7160e01b600052604160045260246000fd5b600181811c908216806200021257607f821691505b6020821081036200023357634e487b7160e01b600052602260045260246000fd5b50919050565b601f8211156200028757600081815260208120601f850160051c81016020861015620002625750805b601f850160051c820191505b8181101562000283578281556001016200026e565b5050505b505050565b81516001600160401b03811115620002a857620002a8620001e7565b620002c081620002b98454620001fd565b8462000239565b602080601f831160018114620002f85760008415620002df5750858301515b600019600386901b1c1916600185901b17855562000283565b600085815260208120601f198616915b82811015620003295788860151825594840194600190910190840162000308565b5085821015620003485787850151600019600388901b60f8161c191681555b5050505050600190811b01905550565b60805160a05161194e6200038c6000396000818161042d015281816107ee015261081801526000610271015261194e6000f3fe608060405234801561001057600080fd5b50600436106101f05760003560e01c806379cc67901161010f578063c2e3273d116100a2578063d73dd62311610071578063d73dd62314610451578063dd62ed3e14610464578063f2fde38b1461049d578063f81094f3146104b057600080fd5b8063c2e3273d146103f2578063c630948d14610405578063c64d0ebc14610418578063d5abeb011461042b57600080fd5b80639dc29fac116100de5780639dc29fac146103a6578063a457c2d7146103b9578063a9059cbb146103cc578063aa271e1a146103df57600080fd5b806379cc67901461036857806386fe8b431461037b5780638da5cb5b1461038357806395d89b411461039e57600080fd5b806340c10f19116101875780636618846311610156578063661884631461030f5780636b32810b1461032257806370a082311461033757806379ba50971461036057600080fd5b806340c10f19146102c157806342966c68146102d65780634334614a146102e95780634f5632f8146102fc57600080fd5b806323b872dd116101c357806323b872dd14610257578063313ce5671461026a578063395093511461029b5780634000aea0146102ae57600080fd5b806301ffc9a7146101f557806306fdde031461021d578063095ea7b31461023257806318160ddd14610245575b600080fd5b6102086102033660046115c0565b6104c3565b60405190151581526020015b60405180910390f35b610225610594565b6040516102149190611630565b61020861024036600461165f565b610626565b6002545b604051908152602001610214565b610208610265366004611689565b61063e565b60405160ff7f0000000000000000000000000000000000000000000000000000000000000000168152602001610214565b6102086102a936600461165f565b610662565b6102086102bc3660046116db565b6106a1565b6102d46102cf36600461165f565b610790565b005b6102d46102e43660046117a6565b6108aa565b6102086102f73660046117bf565b6108de565b6102d461030a3660046117bf565b6108eb565b61020861031d36600461165f565b61093a565b61032a61094d565b60405161021491906117da565b6102496103453660046117bf565b6001600160a01b031660009081526020819052604090205490565b6102d461095e565b6102d461037636600461165f565b610a20565b61032a610a56565b6005546040516001600160a01b039091168152602001610214565b610225610a62565b6102d46103b436600461165f565b610a71565b6102086103c736600461165f565b610a7b565b6102086103da36600461165f565b610b25565b6102086103ed3660046117bf565b610b33565b6102d46104003660046117bf565b610b40565b6102d46104133660046117bf565b610b8f565b6102d46104263660046117bf565b610b9d565b7f0000000000000000000000000000000000000000000000000000000000000000610249565b6102d461045f36600461165f565b610bec565b610249610472366004611827565b6001600160a01b03918216600090815260016020908152604080832093909416825291909152205490565b6102d46104ab3660046117bf565b610bf6565b6102d46104be3660046117bf565b610c07565b60006001600160e01b031982167f36372b0700000000000000000000000000000000000000000000000000000000148061052657506001600160e01b031982167f4000aea000000000000000000000000000000000000000000000000000000000145b8061055a57506001600160e01b031982167fe6599b4d00000000000000000000000000000000000000000000000000000000145b8061058e57506001600160e01b031982167f01ffc9a700000000000000000000000000000000000000000000000000000000145b92915050565b6060600380546105a39061185a565b80601f01602080910402602001604051908101604052809291908181526020018280546105cf9061185a565b801561061c5780601f106105f15761010080835404028352916020019161061c565b820191906000526020600020905b8154815290600101906020018083116105ff57829003601f168201915b5050505050905090565b600033610634818585610c56565b5060019392505050565b60003361064c858285610c7d565b610657858585610d09565b506001949350505050565b3360008181526001602090815260408083206001600160a01b0387168452909152812054909190610634908290869061069c9087906118aa565b610c56565b60006106ad8484610b25565b50836001600160a01b0316336001600160a01b03167fe19260aff97b920c7df27010903aeb9c8d2be5d310a2c67824cf3f15396e4c1685856040516106f39291906118bd565b60405180910390a36001600160a01b0384163b15610634576040517fa4c0ed360000000000000000000000000000000000000000000000000000000081526001600160a01b0385169063a4c0ed3690610754903390879087906004016118de565b600060405180830381600087803b15801561076e57600080fd5b505af1158015610782573d6000803e3d6000fd5b505050505060019392505050565b61079933610b33565b6107d6576040517fe2c8c9d50000000000000000000000000000000000000000000000000000000081523360048201526024015b60405180910390fd5b81306001600160a01b038216036107ec57600080fd5b7f00000000000000000000000000000000000000000000000000000000000000001580159061084d57507f00000000000000000000000000000000000000000000000000000000000000008261084160025490565b61084b91906118aa565b115b1561089b578161085c60025490565b61086691906118aa565b6040517fcbbf11130000000000000000000000000000000000000000000000000000000081526004016107cd91815260200190565b6108a58383610d2a565b505050565b6108b3336108de565b6108d25760405163c820b10b60e01b81523360048201526024016107cd565b6108db81610de9565b50565b600061058e600983610df3565b6108f3610e15565b6108fe600982610e71565b156108db576040516001600160a01b038216907f0a675452746933cefe3d74182e78db7afe57ba60eaa4234b5d85e9aa41b0610c90600090a250565b60006109468383610a7b565b9392505050565b60606109596007610e86565b905090565b6006546001600160a01b031633146109b85760405162461bcd60e51b815260206004820152601660248201527f4d7573742062652070726f706f736564206f776e65720000000000000000000060448201526064016107cd565b6005805473ffffffffffffffffffffffffffffffffffffffff19808216339081179093556006805490911690556040516001600160a01b03909116919082907f8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e090600090a350565b610a29336108de565b610a485760405163c820b10b60e01b81523360048201526024016107cd565b610a528282610e93565b5050565b60606109596009610e86565b6060600480546105a39061185a565b610a528282610a20565b3360008181526001602090815260408083206001600160a01b038716845290915281205490919083811015610b185760405162461bcd60e51b815260206004820152602560248201527f45524332303a2064656372656173656420616c6c6f77616e63652062656c6f7760448201527f207a65726f00000000000000000000000000000000000000000000000000000060648201526084016107cd565b6106578286868403610c56565b600033610634818585610d09565b600061058e600783610df3565b610b48610e15565b610b53600782610ea8565b156108db576040516001600160a01b038216907fe46fef8bbff1389d9010703cf8ebb363fb3daf5bf56edc27080b67bc8d9251ea90600090a250565b610b9881610b40565b6108db815b610ba5610e15565b610bb0600982610ea8565b156108db576040516001600160a01b038216907f92308bb7573b2a3d17ddb868b39d8ebec433f3194421abc22d084f89658c9bad90600090a250565b6108a58282610662565b610bfe610e15565b6108db81610ebd565b610c0f610e15565b610c1a600782610e71565b156108db576040516001600160a01b038216907fed998b960f6340d045f620c119730f7aa7995e7425c2401d3a5b64ff998a59e990600090a250565b81306001600160a01b03821603610c6c57600080fd5b610c77848484610f74565b50505050565b6001600160a01b038381166000908152600160209081526040808320938616835292905220546000198114610c775781811015610cfc5760405162461bcd60e51b815260206004820152601d60248201527f45524332303a20696e73756666696369656e7420616c6c6f77616e636500000060448201526064016107cd565b610c778484848403610c56565b81306001600160a01b03821603610d1f57600080fd5b610c778484846110cc565b6001600160a01b038216610d805760405162461bcd60e51b815260206004820152601f60248201527f45524332303a206d696e7420746f20746865207a65726f20616464726573730060448201526064016107cd565b8060026000828254610d9291906118aa565b90915550506001600160a01b038216600081815260208181526040808320805486019055518481527fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef910160405180910390a35050565b6108db33826112b9565b6001600160a01b03811660009081526001830160205260408120541515610946565b6005546001600160a01b03163314610e6f5760405162461bcd60e51b815260206004820152601660248201527f4f6e6c792063616c6c61626c65206279206f776e65720000000000000000000060448201526064016107cd565b565b6000610946836001600160a01b038416611422565b6060600061094683611515565b610e9e823383610c7d565b610a5282826112b9565b6000610946836001600160a01b038416611571565b336001600160a01b03821603610f155760405162461bcd60e51b815260206004820152601760248201527f43616e6e6f74207472616e7366657220746f2073656c6600000000000000000060448201526064016107cd565b6006805473ffffffffffffffffffffffffffffffffffffffff19166001600160a01b03838116918217909255600554604051919216907fed8889f560326eb138920d842192f0eb3dd22b4f139c87a2c57538e05bae127890600090a350565b6001600160a01b038316610fef5760405162461bcd60e51b8152602060048201526024808201527f45524332303a20617070726f76652066726f6d20746865207a65726f2061646460448201527f726573730000000000000000000000000000000000000000000000000000000060648201526084016107cd565b6001600160a01b03821661106b5760405162461bcd60e51b815260206004820152602260248201527f45524332303a20617070726f766520746f20746865207a65726f20616464726560448201527f737300000000000000000000000000000000000000000000000000000000000060648201526084016107cd565b6001600160a01b0383811660008181526001602090815260408083209487168084529482529182902085905590518481527f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925910160405180910390a3505050565b6001600160a01b0383166111485760405162461bcd60e51b815260206004820152602560248201527f45524332303a207472616e736665722066726f6d20746865207a65726f20616460448201527f647265737300000000000000000000000000000000000000000000000000000060648201526084016107cd565b6001600160a01b0382166111c45760405162461bcd60e51b815260206004820152602360248201527f45524332303a207472616e7366657220746f20746865207a65726f206164647260448201527f657373000000000000000000000000000000000000000000000000000000000060648201526084016107cd565b6001600160a01b038316600090815260208190526040902054818110156112535760405162461bcd60e51b815260206004820152602660248201527f45524332303a207472616e7366657220616d6f756e742065786365656473206260448201527f616c616e6365000000000000000000000000000000000000000000000000000060648201526084016107cd565b6001600160a01b03848116600081815260208181526040808320878703905593871680835291849020805487019055925185815290927fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef910160405180910390a3610c77565b6001600160a01b0382166113355760405162461bcd60e51b815260206004820152602160248201527f45524332303a206275726e2066726f6d20746865207a65726f2061646472657360448201527f730000000000000000000000000000000000000000000000000000000000000060648201526084016107cd565b6001600160a01b038216600090815260208190526040902054818110156113c45760405162461bcd60e51b815260206004820152602260248201527f45524332303a206275726e20616d6f756e7420657863656564732062616c616e60448201527f636500000000000000000000000000000000000000000000000000000000000060648201526084016107cd565b6001600160a01b0383166000818152602081815260408083208686039055600280548790039055518581529192917fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef910160405180910390a3505050565b6000818152600183016020526040812054801561150b57600061144660018361190f565b855490915060009061145a9060019061190f565b90508181146114bf57600086600001828154811061147a5761147a611922565b906000526020600020015490508087600001848154811061149d5761149d611922565b6000918252602080832090910192909255918252600188019052604090208390555b85548690806114d0576114d0611938565b60019003818190600052602060002001600090559055856001016000868152602001908152602001600020600090556001935050505061058e565b600091505061058e565b60608160000180548060200260200160405190810160405280929190818152602001828054801561156557602002820191906000526020600020905b815481526020019060010190808311611551575b50505050509050919050565b60008181526001830160205260408120546115b85750815460018181018455600084815260208082209093018490558454848252828601909352604090209190915561058e565b50600061058e565b6000602082840312156115d257600080fd5b81356001600160e01b03198116811461094657600080fd5b6000815180845260005b81811015611610576020818501810151868301820152016115f4565b506000602082860101526020601f19601f83011685010191505092915050565b60208152600061094660208301846115ea565b80356001600160a01b038116811461165a57600080fd5b919050565b6000806040838503121561167257600080fd5b61167b83611643565b946020939093013593505050565b60008060006060848603121561169e57600080fd5b6116a784611643565b92506116b560208501611643565b9150604084013590509250925092565b634e487b7160e01b600052604160045260246000fd5b6000806000606084860312156116f057600080fd5b6116f984611643565b925060208401359150604084013567ffffffffffffffff8082111561171d57600080fd5b818601915086601f83011261173157600080fd5b813581811115611743576117436116c5565b604051601f8201601f19908116603f0116810190838211818310171561176b5761176b6116c5565b8160405282815289602084870101111561178457600080fd5b8260208601602083013760006020848301015280955050505050509250925092565b6000602082840312156117b857600080fd5b5035919050565b6000602082840312156117d157600080fd5b61094682611643565b6020808252825182820181905260009190848201906040850190845b8181101561181b5783516001600160a01b0316835292840192918401916001016117f6565b50909695505050505050565b6000806040838503121561183a57600080fd5b61184383611643565b915061185160208401611643565b90509250929050565b600181811c9082168061186e57607f821691505b60208210810361188e57634e487b7160e01b600052602260045260246000fd5b50919050565b634e487b7160e01b600052601160045260246000fd5b8082018082111561058e5761058e611894565b8281526040602082015260006118d660408301846115ea565b949350505050565b6001600160a01b038416815282602082015260606040820152600061190660608301846115ea565b95945050505050565b8181038181111561058e5761058e611894565b634e487b7160e01b600052603260045260246000fd5b634e487b7160e01b600052603160045260246000fd",
}

// LinkToken is an auto generated Go binding around an Ethereum contract.
type LinkToken struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *LinkToken) GetABI() abi.ABI {
	return c.abi
}

// NewLinkToken creates a new instance of LinkToken.
func NewLinkToken() *LinkToken {
	parsed, err := LinkTokenMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &LinkToken{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *LinkToken) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackAcceptOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79ba5097.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function acceptOwnership() returns()
func (linkToken *LinkToken) PackAcceptOwnership() []byte {
	enc, err := linkToken.abi.Pack("acceptOwnership")
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
func (linkToken *LinkToken) TryPackAcceptOwnership() ([]byte, error) {
	return linkToken.abi.Pack("acceptOwnership")
}

// PackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (linkToken *LinkToken) PackAllowance(owner common.Address, spender common.Address) []byte {
	enc, err := linkToken.abi.Pack("allowance", owner, spender)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (linkToken *LinkToken) TryPackAllowance(owner common.Address, spender common.Address) ([]byte, error) {
	return linkToken.abi.Pack("allowance", owner, spender)
}

// UnpackAllowance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdd62ed3e.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (linkToken *LinkToken) UnpackAllowance(data []byte) (*big.Int, error) {
	out, err := linkToken.abi.Unpack("allowance", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approve(address spender, uint256 amount) returns(bool)
func (linkToken *LinkToken) PackApprove(spender common.Address, amount *big.Int) []byte {
	enc, err := linkToken.abi.Pack("approve", spender, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approve(address spender, uint256 amount) returns(bool)
func (linkToken *LinkToken) TryPackApprove(spender common.Address, amount *big.Int) ([]byte, error) {
	return linkToken.abi.Pack("approve", spender, amount)
}

// UnpackApprove is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x095ea7b3.
//
// Solidity: function approve(address spender, uint256 amount) returns(bool)
func (linkToken *LinkToken) UnpackApprove(data []byte) (bool, error) {
	out, err := linkToken.abi.Unpack("approve", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (linkToken *LinkToken) PackBalanceOf(account common.Address) []byte {
	enc, err := linkToken.abi.Pack("balanceOf", account)
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
func (linkToken *LinkToken) TryPackBalanceOf(account common.Address) ([]byte, error) {
	return linkToken.abi.Pack("balanceOf", account)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70a08231.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (linkToken *LinkToken) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := linkToken.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackBurn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x42966c68.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function burn(uint256 amount) returns()
func (linkToken *LinkToken) PackBurn(amount *big.Int) []byte {
	enc, err := linkToken.abi.Pack("burn", amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBurn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x42966c68.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function burn(uint256 amount) returns()
func (linkToken *LinkToken) TryPackBurn(amount *big.Int) ([]byte, error) {
	return linkToken.abi.Pack("burn", amount)
}

// PackBurn0 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9dc29fac.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function burn(address account, uint256 amount) returns()
func (linkToken *LinkToken) PackBurn0(account common.Address, amount *big.Int) []byte {
	enc, err := linkToken.abi.Pack("burn0", account, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBurn0 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9dc29fac.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function burn(address account, uint256 amount) returns()
func (linkToken *LinkToken) TryPackBurn0(account common.Address, amount *big.Int) ([]byte, error) {
	return linkToken.abi.Pack("burn0", account, amount)
}

// PackBurnFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79cc6790.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function burnFrom(address account, uint256 amount) returns()
func (linkToken *LinkToken) PackBurnFrom(account common.Address, amount *big.Int) []byte {
	enc, err := linkToken.abi.Pack("burnFrom", account, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBurnFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79cc6790.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function burnFrom(address account, uint256 amount) returns()
func (linkToken *LinkToken) TryPackBurnFrom(account common.Address, amount *big.Int) ([]byte, error) {
	return linkToken.abi.Pack("burnFrom", account, amount)
}

// PackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decimals() view returns(uint8)
func (linkToken *LinkToken) PackDecimals() []byte {
	enc, err := linkToken.abi.Pack("decimals")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decimals() view returns(uint8)
func (linkToken *LinkToken) TryPackDecimals() ([]byte, error) {
	return linkToken.abi.Pack("decimals")
}

// UnpackDecimals is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x313ce567.
//
// Solidity: function decimals() view returns(uint8)
func (linkToken *LinkToken) UnpackDecimals(data []byte) (uint8, error) {
	out, err := linkToken.abi.Unpack("decimals", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackDecreaseAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa457c2d7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decreaseAllowance(address spender, uint256 subtractedValue) returns(bool)
func (linkToken *LinkToken) PackDecreaseAllowance(spender common.Address, subtractedValue *big.Int) []byte {
	enc, err := linkToken.abi.Pack("decreaseAllowance", spender, subtractedValue)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecreaseAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa457c2d7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decreaseAllowance(address spender, uint256 subtractedValue) returns(bool)
func (linkToken *LinkToken) TryPackDecreaseAllowance(spender common.Address, subtractedValue *big.Int) ([]byte, error) {
	return linkToken.abi.Pack("decreaseAllowance", spender, subtractedValue)
}

// UnpackDecreaseAllowance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa457c2d7.
//
// Solidity: function decreaseAllowance(address spender, uint256 subtractedValue) returns(bool)
func (linkToken *LinkToken) UnpackDecreaseAllowance(data []byte) (bool, error) {
	out, err := linkToken.abi.Unpack("decreaseAllowance", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackDecreaseApproval is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x66188463.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decreaseApproval(address spender, uint256 subtractedValue) returns(bool success)
func (linkToken *LinkToken) PackDecreaseApproval(spender common.Address, subtractedValue *big.Int) []byte {
	enc, err := linkToken.abi.Pack("decreaseApproval", spender, subtractedValue)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecreaseApproval is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x66188463.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decreaseApproval(address spender, uint256 subtractedValue) returns(bool success)
func (linkToken *LinkToken) TryPackDecreaseApproval(spender common.Address, subtractedValue *big.Int) ([]byte, error) {
	return linkToken.abi.Pack("decreaseApproval", spender, subtractedValue)
}

// UnpackDecreaseApproval is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x66188463.
//
// Solidity: function decreaseApproval(address spender, uint256 subtractedValue) returns(bool success)
func (linkToken *LinkToken) UnpackDecreaseApproval(data []byte) (bool, error) {
	out, err := linkToken.abi.Unpack("decreaseApproval", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackGetBurners is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x86fe8b43.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getBurners() view returns(address[])
func (linkToken *LinkToken) PackGetBurners() []byte {
	enc, err := linkToken.abi.Pack("getBurners")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetBurners is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x86fe8b43.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getBurners() view returns(address[])
func (linkToken *LinkToken) TryPackGetBurners() ([]byte, error) {
	return linkToken.abi.Pack("getBurners")
}

// UnpackGetBurners is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x86fe8b43.
//
// Solidity: function getBurners() view returns(address[])
func (linkToken *LinkToken) UnpackGetBurners(data []byte) ([]common.Address, error) {
	out, err := linkToken.abi.Unpack("getBurners", data)
	if err != nil {
		return *new([]common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new([]common.Address)).(*[]common.Address)
	return out0, nil
}

// PackGetMinters is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6b32810b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getMinters() view returns(address[])
func (linkToken *LinkToken) PackGetMinters() []byte {
	enc, err := linkToken.abi.Pack("getMinters")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetMinters is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6b32810b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getMinters() view returns(address[])
func (linkToken *LinkToken) TryPackGetMinters() ([]byte, error) {
	return linkToken.abi.Pack("getMinters")
}

// UnpackGetMinters is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6b32810b.
//
// Solidity: function getMinters() view returns(address[])
func (linkToken *LinkToken) UnpackGetMinters(data []byte) ([]common.Address, error) {
	out, err := linkToken.abi.Unpack("getMinters", data)
	if err != nil {
		return *new([]common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new([]common.Address)).(*[]common.Address)
	return out0, nil
}

// PackGrantBurnRole is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc64d0ebc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function grantBurnRole(address burner) returns()
func (linkToken *LinkToken) PackGrantBurnRole(burner common.Address) []byte {
	enc, err := linkToken.abi.Pack("grantBurnRole", burner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGrantBurnRole is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc64d0ebc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function grantBurnRole(address burner) returns()
func (linkToken *LinkToken) TryPackGrantBurnRole(burner common.Address) ([]byte, error) {
	return linkToken.abi.Pack("grantBurnRole", burner)
}

// PackGrantMintAndBurnRoles is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc630948d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function grantMintAndBurnRoles(address burnAndMinter) returns()
func (linkToken *LinkToken) PackGrantMintAndBurnRoles(burnAndMinter common.Address) []byte {
	enc, err := linkToken.abi.Pack("grantMintAndBurnRoles", burnAndMinter)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGrantMintAndBurnRoles is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc630948d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function grantMintAndBurnRoles(address burnAndMinter) returns()
func (linkToken *LinkToken) TryPackGrantMintAndBurnRoles(burnAndMinter common.Address) ([]byte, error) {
	return linkToken.abi.Pack("grantMintAndBurnRoles", burnAndMinter)
}

// PackGrantMintRole is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2e3273d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function grantMintRole(address minter) returns()
func (linkToken *LinkToken) PackGrantMintRole(minter common.Address) []byte {
	enc, err := linkToken.abi.Pack("grantMintRole", minter)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGrantMintRole is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc2e3273d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function grantMintRole(address minter) returns()
func (linkToken *LinkToken) TryPackGrantMintRole(minter common.Address) ([]byte, error) {
	return linkToken.abi.Pack("grantMintRole", minter)
}

// PackIncreaseAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x39509351.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function increaseAllowance(address spender, uint256 addedValue) returns(bool)
func (linkToken *LinkToken) PackIncreaseAllowance(spender common.Address, addedValue *big.Int) []byte {
	enc, err := linkToken.abi.Pack("increaseAllowance", spender, addedValue)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIncreaseAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x39509351.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function increaseAllowance(address spender, uint256 addedValue) returns(bool)
func (linkToken *LinkToken) TryPackIncreaseAllowance(spender common.Address, addedValue *big.Int) ([]byte, error) {
	return linkToken.abi.Pack("increaseAllowance", spender, addedValue)
}

// UnpackIncreaseAllowance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x39509351.
//
// Solidity: function increaseAllowance(address spender, uint256 addedValue) returns(bool)
func (linkToken *LinkToken) UnpackIncreaseAllowance(data []byte) (bool, error) {
	out, err := linkToken.abi.Unpack("increaseAllowance", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackIncreaseApproval is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd73dd623.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function increaseApproval(address spender, uint256 addedValue) returns()
func (linkToken *LinkToken) PackIncreaseApproval(spender common.Address, addedValue *big.Int) []byte {
	enc, err := linkToken.abi.Pack("increaseApproval", spender, addedValue)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIncreaseApproval is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd73dd623.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function increaseApproval(address spender, uint256 addedValue) returns()
func (linkToken *LinkToken) TryPackIncreaseApproval(spender common.Address, addedValue *big.Int) ([]byte, error) {
	return linkToken.abi.Pack("increaseApproval", spender, addedValue)
}

// PackIsBurner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4334614a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isBurner(address burner) view returns(bool)
func (linkToken *LinkToken) PackIsBurner(burner common.Address) []byte {
	enc, err := linkToken.abi.Pack("isBurner", burner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsBurner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4334614a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isBurner(address burner) view returns(bool)
func (linkToken *LinkToken) TryPackIsBurner(burner common.Address) ([]byte, error) {
	return linkToken.abi.Pack("isBurner", burner)
}

// UnpackIsBurner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4334614a.
//
// Solidity: function isBurner(address burner) view returns(bool)
func (linkToken *LinkToken) UnpackIsBurner(data []byte) (bool, error) {
	out, err := linkToken.abi.Unpack("isBurner", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackIsMinter is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaa271e1a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isMinter(address minter) view returns(bool)
func (linkToken *LinkToken) PackIsMinter(minter common.Address) []byte {
	enc, err := linkToken.abi.Pack("isMinter", minter)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsMinter is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaa271e1a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isMinter(address minter) view returns(bool)
func (linkToken *LinkToken) TryPackIsMinter(minter common.Address) ([]byte, error) {
	return linkToken.abi.Pack("isMinter", minter)
}

// UnpackIsMinter is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xaa271e1a.
//
// Solidity: function isMinter(address minter) view returns(bool)
func (linkToken *LinkToken) UnpackIsMinter(data []byte) (bool, error) {
	out, err := linkToken.abi.Unpack("isMinter", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackMaxSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd5abeb01.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function maxSupply() view returns(uint256)
func (linkToken *LinkToken) PackMaxSupply() []byte {
	enc, err := linkToken.abi.Pack("maxSupply")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMaxSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd5abeb01.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function maxSupply() view returns(uint256)
func (linkToken *LinkToken) TryPackMaxSupply() ([]byte, error) {
	return linkToken.abi.Pack("maxSupply")
}

// UnpackMaxSupply is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd5abeb01.
//
// Solidity: function maxSupply() view returns(uint256)
func (linkToken *LinkToken) UnpackMaxSupply(data []byte) (*big.Int, error) {
	out, err := linkToken.abi.Unpack("maxSupply", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x40c10f19.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function mint(address account, uint256 amount) returns()
func (linkToken *LinkToken) PackMint(account common.Address, amount *big.Int) []byte {
	enc, err := linkToken.abi.Pack("mint", account, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x40c10f19.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function mint(address account, uint256 amount) returns()
func (linkToken *LinkToken) TryPackMint(account common.Address, amount *big.Int) ([]byte, error) {
	return linkToken.abi.Pack("mint", account, amount)
}

// PackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function name() view returns(string)
func (linkToken *LinkToken) PackName() []byte {
	enc, err := linkToken.abi.Pack("name")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function name() view returns(string)
func (linkToken *LinkToken) TryPackName() ([]byte, error) {
	return linkToken.abi.Pack("name")
}

// UnpackName is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06fdde03.
//
// Solidity: function name() view returns(string)
func (linkToken *LinkToken) UnpackName(data []byte) (string, error) {
	out, err := linkToken.abi.Unpack("name", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8da5cb5b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function owner() view returns(address)
func (linkToken *LinkToken) PackOwner() []byte {
	enc, err := linkToken.abi.Pack("owner")
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
func (linkToken *LinkToken) TryPackOwner() ([]byte, error) {
	return linkToken.abi.Pack("owner")
}

// UnpackOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8da5cb5b.
//
// Solidity: function owner() view returns(address)
func (linkToken *LinkToken) UnpackOwner(data []byte) (common.Address, error) {
	out, err := linkToken.abi.Unpack("owner", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackRevokeBurnRole is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4f5632f8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revokeBurnRole(address burner) returns()
func (linkToken *LinkToken) PackRevokeBurnRole(burner common.Address) []byte {
	enc, err := linkToken.abi.Pack("revokeBurnRole", burner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRevokeBurnRole is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4f5632f8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function revokeBurnRole(address burner) returns()
func (linkToken *LinkToken) TryPackRevokeBurnRole(burner common.Address) ([]byte, error) {
	return linkToken.abi.Pack("revokeBurnRole", burner)
}

// PackRevokeMintRole is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf81094f3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revokeMintRole(address minter) returns()
func (linkToken *LinkToken) PackRevokeMintRole(minter common.Address) []byte {
	enc, err := linkToken.abi.Pack("revokeMintRole", minter)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRevokeMintRole is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf81094f3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function revokeMintRole(address minter) returns()
func (linkToken *LinkToken) TryPackRevokeMintRole(minter common.Address) ([]byte, error) {
	return linkToken.abi.Pack("revokeMintRole", minter)
}

// PackSupportsInterface is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ffc9a7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (linkToken *LinkToken) PackSupportsInterface(interfaceId [4]byte) []byte {
	enc, err := linkToken.abi.Pack("supportsInterface", interfaceId)
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
func (linkToken *LinkToken) TryPackSupportsInterface(interfaceId [4]byte) ([]byte, error) {
	return linkToken.abi.Pack("supportsInterface", interfaceId)
}

// UnpackSupportsInterface is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x01ffc9a7.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (linkToken *LinkToken) UnpackSupportsInterface(data []byte) (bool, error) {
	out, err := linkToken.abi.Unpack("supportsInterface", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function symbol() view returns(string)
func (linkToken *LinkToken) PackSymbol() []byte {
	enc, err := linkToken.abi.Pack("symbol")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function symbol() view returns(string)
func (linkToken *LinkToken) TryPackSymbol() ([]byte, error) {
	return linkToken.abi.Pack("symbol")
}

// UnpackSymbol is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x95d89b41.
//
// Solidity: function symbol() view returns(string)
func (linkToken *LinkToken) UnpackSymbol(data []byte) (string, error) {
	out, err := linkToken.abi.Unpack("symbol", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function totalSupply() view returns(uint256)
func (linkToken *LinkToken) PackTotalSupply() []byte {
	enc, err := linkToken.abi.Pack("totalSupply")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function totalSupply() view returns(uint256)
func (linkToken *LinkToken) TryPackTotalSupply() ([]byte, error) {
	return linkToken.abi.Pack("totalSupply")
}

// UnpackTotalSupply is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x18160ddd.
//
// Solidity: function totalSupply() view returns(uint256)
func (linkToken *LinkToken) UnpackTotalSupply(data []byte) (*big.Int, error) {
	out, err := linkToken.abi.Unpack("totalSupply", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transfer(address to, uint256 amount) returns(bool)
func (linkToken *LinkToken) PackTransfer(to common.Address, amount *big.Int) []byte {
	enc, err := linkToken.abi.Pack("transfer", to, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transfer(address to, uint256 amount) returns(bool)
func (linkToken *LinkToken) TryPackTransfer(to common.Address, amount *big.Int) ([]byte, error) {
	return linkToken.abi.Pack("transfer", to, amount)
}

// UnpackTransfer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa9059cbb.
//
// Solidity: function transfer(address to, uint256 amount) returns(bool)
func (linkToken *LinkToken) UnpackTransfer(data []byte) (bool, error) {
	out, err := linkToken.abi.Unpack("transfer", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackTransferAndCall is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4000aea0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferAndCall(address to, uint256 amount, bytes data) returns(bool success)
func (linkToken *LinkToken) PackTransferAndCall(to common.Address, amount *big.Int, data []byte) []byte {
	enc, err := linkToken.abi.Pack("transferAndCall", to, amount, data)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferAndCall is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4000aea0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferAndCall(address to, uint256 amount, bytes data) returns(bool success)
func (linkToken *LinkToken) TryPackTransferAndCall(to common.Address, amount *big.Int, data []byte) ([]byte, error) {
	return linkToken.abi.Pack("transferAndCall", to, amount, data)
}

// UnpackTransferAndCall is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4000aea0.
//
// Solidity: function transferAndCall(address to, uint256 amount, bytes data) returns(bool success)
func (linkToken *LinkToken) UnpackTransferAndCall(data []byte) (bool, error) {
	out, err := linkToken.abi.Unpack("transferAndCall", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferFrom(address from, address to, uint256 amount) returns(bool)
func (linkToken *LinkToken) PackTransferFrom(from common.Address, to common.Address, amount *big.Int) []byte {
	enc, err := linkToken.abi.Pack("transferFrom", from, to, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferFrom(address from, address to, uint256 amount) returns(bool)
func (linkToken *LinkToken) TryPackTransferFrom(from common.Address, to common.Address, amount *big.Int) ([]byte, error) {
	return linkToken.abi.Pack("transferFrom", from, to, amount)
}

// UnpackTransferFrom is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x23b872dd.
//
// Solidity: function transferFrom(address from, address to, uint256 amount) returns(bool)
func (linkToken *LinkToken) UnpackTransferFrom(data []byte) (bool, error) {
	out, err := linkToken.abi.Unpack("transferFrom", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackTransferOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf2fde38b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferOwnership(address to) returns()
func (linkToken *LinkToken) PackTransferOwnership(to common.Address) []byte {
	enc, err := linkToken.abi.Pack("transferOwnership", to)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferOwnership is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf2fde38b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferOwnership(address to) returns()
func (linkToken *LinkToken) TryPackTransferOwnership(to common.Address) ([]byte, error) {
	return linkToken.abi.Pack("transferOwnership", to)
}

// LinkTokenApproval represents a Approval event raised by the LinkToken contract.
type LinkTokenApproval struct {
	Owner   common.Address
	Spender common.Address
	Value   *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const LinkTokenApprovalEventName = "Approval"

// ContractEventName returns the user-defined event name.
func (LinkTokenApproval) ContractEventName() string {
	return LinkTokenApprovalEventName
}

// UnpackApprovalEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Approval(address indexed owner, address indexed spender, uint256 value)
func (linkToken *LinkToken) UnpackApprovalEvent(log *types.Log) (*LinkTokenApproval, error) {
	event := "Approval"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != linkToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LinkTokenApproval)
	if len(log.Data) > 0 {
		if err := linkToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range linkToken.abi.Events[event].Inputs {
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

// LinkTokenBurnAccessGranted represents a BurnAccessGranted event raised by the LinkToken contract.
type LinkTokenBurnAccessGranted struct {
	Burner common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const LinkTokenBurnAccessGrantedEventName = "BurnAccessGranted"

// ContractEventName returns the user-defined event name.
func (LinkTokenBurnAccessGranted) ContractEventName() string {
	return LinkTokenBurnAccessGrantedEventName
}

// UnpackBurnAccessGrantedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event BurnAccessGranted(address indexed burner)
func (linkToken *LinkToken) UnpackBurnAccessGrantedEvent(log *types.Log) (*LinkTokenBurnAccessGranted, error) {
	event := "BurnAccessGranted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != linkToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LinkTokenBurnAccessGranted)
	if len(log.Data) > 0 {
		if err := linkToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range linkToken.abi.Events[event].Inputs {
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

// LinkTokenBurnAccessRevoked represents a BurnAccessRevoked event raised by the LinkToken contract.
type LinkTokenBurnAccessRevoked struct {
	Burner common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const LinkTokenBurnAccessRevokedEventName = "BurnAccessRevoked"

// ContractEventName returns the user-defined event name.
func (LinkTokenBurnAccessRevoked) ContractEventName() string {
	return LinkTokenBurnAccessRevokedEventName
}

// UnpackBurnAccessRevokedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event BurnAccessRevoked(address indexed burner)
func (linkToken *LinkToken) UnpackBurnAccessRevokedEvent(log *types.Log) (*LinkTokenBurnAccessRevoked, error) {
	event := "BurnAccessRevoked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != linkToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LinkTokenBurnAccessRevoked)
	if len(log.Data) > 0 {
		if err := linkToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range linkToken.abi.Events[event].Inputs {
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

// LinkTokenMintAccessGranted represents a MintAccessGranted event raised by the LinkToken contract.
type LinkTokenMintAccessGranted struct {
	Minter common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const LinkTokenMintAccessGrantedEventName = "MintAccessGranted"

// ContractEventName returns the user-defined event name.
func (LinkTokenMintAccessGranted) ContractEventName() string {
	return LinkTokenMintAccessGrantedEventName
}

// UnpackMintAccessGrantedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event MintAccessGranted(address indexed minter)
func (linkToken *LinkToken) UnpackMintAccessGrantedEvent(log *types.Log) (*LinkTokenMintAccessGranted, error) {
	event := "MintAccessGranted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != linkToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LinkTokenMintAccessGranted)
	if len(log.Data) > 0 {
		if err := linkToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range linkToken.abi.Events[event].Inputs {
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

// LinkTokenMintAccessRevoked represents a MintAccessRevoked event raised by the LinkToken contract.
type LinkTokenMintAccessRevoked struct {
	Minter common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const LinkTokenMintAccessRevokedEventName = "MintAccessRevoked"

// ContractEventName returns the user-defined event name.
func (LinkTokenMintAccessRevoked) ContractEventName() string {
	return LinkTokenMintAccessRevokedEventName
}

// UnpackMintAccessRevokedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event MintAccessRevoked(address indexed minter)
func (linkToken *LinkToken) UnpackMintAccessRevokedEvent(log *types.Log) (*LinkTokenMintAccessRevoked, error) {
	event := "MintAccessRevoked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != linkToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LinkTokenMintAccessRevoked)
	if len(log.Data) > 0 {
		if err := linkToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range linkToken.abi.Events[event].Inputs {
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

// LinkTokenOwnershipTransferRequested represents a OwnershipTransferRequested event raised by the LinkToken contract.
type LinkTokenOwnershipTransferRequested struct {
	From common.Address
	To   common.Address
	Raw  *types.Log // Blockchain specific contextual infos
}

const LinkTokenOwnershipTransferRequestedEventName = "OwnershipTransferRequested"

// ContractEventName returns the user-defined event name.
func (LinkTokenOwnershipTransferRequested) ContractEventName() string {
	return LinkTokenOwnershipTransferRequestedEventName
}

// UnpackOwnershipTransferRequestedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferRequested(address indexed from, address indexed to)
func (linkToken *LinkToken) UnpackOwnershipTransferRequestedEvent(log *types.Log) (*LinkTokenOwnershipTransferRequested, error) {
	event := "OwnershipTransferRequested"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != linkToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LinkTokenOwnershipTransferRequested)
	if len(log.Data) > 0 {
		if err := linkToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range linkToken.abi.Events[event].Inputs {
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

// LinkTokenOwnershipTransferred represents a OwnershipTransferred event raised by the LinkToken contract.
type LinkTokenOwnershipTransferred struct {
	From common.Address
	To   common.Address
	Raw  *types.Log // Blockchain specific contextual infos
}

const LinkTokenOwnershipTransferredEventName = "OwnershipTransferred"

// ContractEventName returns the user-defined event name.
func (LinkTokenOwnershipTransferred) ContractEventName() string {
	return LinkTokenOwnershipTransferredEventName
}

// UnpackOwnershipTransferredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OwnershipTransferred(address indexed from, address indexed to)
func (linkToken *LinkToken) UnpackOwnershipTransferredEvent(log *types.Log) (*LinkTokenOwnershipTransferred, error) {
	event := "OwnershipTransferred"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != linkToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LinkTokenOwnershipTransferred)
	if len(log.Data) > 0 {
		if err := linkToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range linkToken.abi.Events[event].Inputs {
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

// LinkTokenTransfer represents a Transfer event raised by the LinkToken contract.
type LinkTokenTransfer struct {
	From  common.Address
	To    common.Address
	Value *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const LinkTokenTransferEventName = "Transfer"

// ContractEventName returns the user-defined event name.
func (LinkTokenTransfer) ContractEventName() string {
	return LinkTokenTransferEventName
}

// UnpackTransferEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transfer(address indexed from, address indexed to, uint256 value)
func (linkToken *LinkToken) UnpackTransferEvent(log *types.Log) (*LinkTokenTransfer, error) {
	event := "Transfer"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != linkToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LinkTokenTransfer)
	if len(log.Data) > 0 {
		if err := linkToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range linkToken.abi.Events[event].Inputs {
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

// LinkTokenTransfer0 represents a Transfer0 event raised by the LinkToken contract.
type LinkTokenTransfer0 struct {
	From  common.Address
	To    common.Address
	Value *big.Int
	Data  []byte
	Raw   *types.Log // Blockchain specific contextual infos
}

const LinkTokenTransfer0EventName = "Transfer0"

// ContractEventName returns the user-defined event name.
func (LinkTokenTransfer0) ContractEventName() string {
	return LinkTokenTransfer0EventName
}

// UnpackTransfer0Event is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transfer(address indexed from, address indexed to, uint256 value, bytes data)
func (linkToken *LinkToken) UnpackTransfer0Event(log *types.Log) (*LinkTokenTransfer0, error) {
	event := "Transfer0"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != linkToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(LinkTokenTransfer0)
	if len(log.Data) > 0 {
		if err := linkToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range linkToken.abi.Events[event].Inputs {
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
func (linkToken *LinkToken) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], linkToken.abi.Errors["MaxSupplyExceeded"].ID.Bytes()[:4]) {
		return linkToken.UnpackMaxSupplyExceededError(raw[4:])
	}
	if bytes.Equal(raw[:4], linkToken.abi.Errors["SenderNotBurner"].ID.Bytes()[:4]) {
		return linkToken.UnpackSenderNotBurnerError(raw[4:])
	}
	if bytes.Equal(raw[:4], linkToken.abi.Errors["SenderNotMinter"].ID.Bytes()[:4]) {
		return linkToken.UnpackSenderNotMinterError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// LinkTokenMaxSupplyExceeded represents a MaxSupplyExceeded error raised by the LinkToken contract.
type LinkTokenMaxSupplyExceeded struct {
	SupplyAfterMint *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error MaxSupplyExceeded(uint256 supplyAfterMint)
func LinkTokenMaxSupplyExceededErrorID() common.Hash {
	return common.HexToHash("0xcbbf111341c8a2f590b7d324c3bfa792326fba593b8aeb87d4bff778bf84f298")
}

// UnpackMaxSupplyExceededError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error MaxSupplyExceeded(uint256 supplyAfterMint)
func (linkToken *LinkToken) UnpackMaxSupplyExceededError(raw []byte) (*LinkTokenMaxSupplyExceeded, error) {
	out := new(LinkTokenMaxSupplyExceeded)
	if err := linkToken.abi.UnpackIntoInterface(out, "MaxSupplyExceeded", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LinkTokenSenderNotBurner represents a SenderNotBurner error raised by the LinkToken contract.
type LinkTokenSenderNotBurner struct {
	Sender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SenderNotBurner(address sender)
func LinkTokenSenderNotBurnerErrorID() common.Hash {
	return common.HexToHash("0xc820b10bb0c0991c2b1ee04079725ac5a795979fd4109e9e38aedc889a798565")
}

// UnpackSenderNotBurnerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SenderNotBurner(address sender)
func (linkToken *LinkToken) UnpackSenderNotBurnerError(raw []byte) (*LinkTokenSenderNotBurner, error) {
	out := new(LinkTokenSenderNotBurner)
	if err := linkToken.abi.UnpackIntoInterface(out, "SenderNotBurner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LinkTokenSenderNotMinter represents a SenderNotMinter error raised by the LinkToken contract.
type LinkTokenSenderNotMinter struct {
	Sender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SenderNotMinter(address sender)
func LinkTokenSenderNotMinterErrorID() common.Hash {
	return common.HexToHash("0xe2c8c9d5ac42ded4327b834e642fe90f27b563f5d5c5006406fe39df290dbe99")
}

// UnpackSenderNotMinterError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SenderNotMinter(address sender)
func (linkToken *LinkToken) UnpackSenderNotMinterError(raw []byte) (*LinkTokenSenderNotMinter, error) {
	out := new(LinkTokenSenderNotMinter)
	if err := linkToken.abi.UnpackIntoInterface(out, "SenderNotMinter", raw); err != nil {
		return nil, err
	}
	return out, nil
}
