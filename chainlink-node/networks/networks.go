// Package networks knows the networks that this folder holds a node's settings for: their chain ids, their LINK and
// where its address is from. The files are the one place where this is written down.
package networks

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/pelletier/go-toml/v2"
)

// Local is the network of development chains, whose LINK is deployed with everything else and worth nothing.
const Local = "local"

// developmentChains are the chain ids of Local: go-ethereum's developer mode, and anvil and Hardhat.
var developmentChains = []uint64{1337, 31337}

//go:embed *.toml *.env
var files embed.FS

// ErrUnknown is returned for a network that no file is about.
var ErrUnknown = errors.New("unknown network")

// Network is a chain that the contracts can be deployed to.
type Network struct {
	Name     string
	ChainIDs []uint64 // EIP-155; several for Local only
	// LINK is the ERC-677 token that pays oracles; zero for Local.
	LINK common.Address
	// LINKSource says where the address was read.
	LINKSource string
	// Confirmations are the blocks that jobs wait for before they answer, a request's own included.
	Confirmations uint64
	// FinalityBlocks are the blocks after which a node takes nothing to change any more.
	FinalityBlocks uint64
	// Coin is what gas is paid in.
	Coin string
	// Explorer is a page about an address, which is to be put behind it; empty if there is none.
	Explorer string
}

// details are what no setting of a node says.
var details = map[string]struct {
	finality uint64
	coin     string
	explorer string
}{
	Local: {coin: "ETH"},
	// Source: chainlink v2.18, core/config/docs, EVM.FinalityDepth of chain 137.
	"polygon": {500, "POL", "https://polygonscan.com/address/"},
	// Source: the same of chain 80002.
	"amoy": {500, "POL", "https://amoy.polygonscan.com/address/"},
	// Source: Ethereum consensus specs, Casper FFG: two epochs of 32 slots.
	"sepolia": {64, "ETH", "https://sepolia.etherscan.io/address/"},
}

// Names lists the networks in alphabetical order.
func Names() []string {
	paths, err := files.ReadDir(".")
	if err != nil {
		return nil // not reached: the folder is part of the program
	}
	var names []string
	for _, path := range paths {
		if name, found := strings.CutSuffix(path.Name(), ".toml"); found {
			names = append(names, name)
		}
	}
	return names
}

// Get returns the network of that name, or ErrUnknown with the names that there are.
func Get(name string) (Network, error) {
	if !slices.Contains(Names(), name) {
		return Network{}, fmt.Errorf("%w %q: have %s", ErrUnknown, name, strings.Join(Names(), ", "))
	}
	settings, err := files.ReadFile(name + ".toml")
	if err != nil {
		return Network{}, fmt.Errorf("read network %s: %w", name, err)
	}
	values, err := files.ReadFile(name + ".env")
	if err != nil {
		return Network{}, fmt.Errorf("read network %s: %w", name, err)
	}
	n, err := parse(name, string(settings), string(values))
	if err != nil {
		return Network{}, fmt.Errorf("read network %s: %w", name, err)
	}
	return n, nil
}

// Development reports whether the network's LINK is deployed with the contracts.
func (n Network) Development() bool { return n.Name == Local }

// Serves reports whether a chain is the network's.
func (n Network) Serves(chainID uint64) bool { return slices.Contains(n.ChainIDs, chainID) }

func parse(name, settings, values string) (Network, error) {
	var node struct {
		EVM []struct {
			ChainID             string
			LinkContractAddress common.Address
			FinalityDepth       uint64
		}
	}
	if err := toml.Unmarshal([]byte(settings), &node); err != nil {
		return Network{}, err
	}
	if len(node.EVM) != 1 {
		return Network{}, fmt.Errorf("%d chains, want one", len(node.EVM))
	}
	evm := node.EVM[0]
	id, err := strconv.ParseUint(evm.ChainID, 10, 64)
	if err != nil {
		return Network{}, fmt.Errorf("ChainID: %w", err)
	}
	more := details[name]
	n := Network{
		Name: name, ChainIDs: []uint64{id}, FinalityBlocks: max(evm.FinalityDepth, more.finality), Coin: more.coin, Explorer: more.explorer,
	}
	if n.Confirmations, err = strconv.ParseUint(value(values, "CONFIRMATIONS"), 10, 64); err != nil {
		return Network{}, fmt.Errorf("CONFIRMATIONS: %w", err)
	}
	if name == Local {
		n.ChainIDs = slices.Clone(developmentChains)
		return n, nil
	}
	n.LINK, n.LINKSource = evm.LinkContractAddress, source(settings)
	return n, nil
}

// value is a variable of an env file.
func value(env, name string) string {
	for line := range strings.Lines(env) {
		if text, found := strings.CutPrefix(line, name+"="); found {
			return strings.TrimSpace(text)
		}
	}
	return ""
}

// source is what the comment above LINK's address says after "Source:".
func source(settings string) string {
	above, _, _ := strings.Cut(settings, "\nLinkContractAddress")
	var text []string
	for line := range strings.Lines(above) {
		if comment, found := strings.CutPrefix(line, "# "); found {
			text = append(text, strings.TrimSpace(comment))
		} else {
			text = nil
		}
	}
	_, from, _ := strings.Cut(strings.Join(text, " "), "Source: ")
	return from
}
