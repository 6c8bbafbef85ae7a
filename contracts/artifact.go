package contracts

import (
	"bytes"
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/contracts/bindings"
)

// artifact is a contract as it was compiled.
type artifact struct {
	name     string
	bytecode []byte // creates the contract, with the constructor's arguments behind it
	runtime  bindings.Runtime
}

func linkTokenArtifact() artifact {
	return artifact{"LinkToken", common.FromHex(bindings.LinkTokenMetaData.Bin), bindings.LinkTokenRuntime}
}

func operatorArtifact() artifact {
	return artifact{"Operator", common.FromHex(bindings.OperatorMetaData.Bin), bindings.OperatorRuntime}
}

func scoreRegistryArtifact() artifact {
	return artifact{"ScoreRegistry", common.FromHex(bindings.ScoreRegistryMetaData.Bin), bindings.ScoreRegistryRuntime}
}

func recordMarketArtifact() artifact {
	return artifact{"RecordMarket", common.FromHex(bindings.RecordMarketMetaData.Bin), bindings.RecordMarketRuntime}
}

// creation is what a transaction carries that creates the contract.
func (a artifact) creation(constructor []byte) []byte {
	return append(bytes.Clone(a.bytecode), constructor...)
}

// check returns nil if the contract at an address is this one, whatever its constructor was given.
func (a artifact) check(ctx context.Context, chain Backend, at common.Address) error {
	code, err := chain.CodeAt(ctx, at, nil)
	switch {
	case err != nil:
		return fmt.Errorf("ask for the code at %s: %w", at, err)
	case len(code) == 0:
		return fmt.Errorf("there is no contract at %s, where %s should be; if the chain was begun anew, remove the file", at, a.name)
	case !a.runtime.Is(a.bytecode, code):
		return fmt.Errorf("the contract at %s is not this program's %s", at, a.name)
	default:
		return nil
	}
}
