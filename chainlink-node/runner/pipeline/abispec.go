package pipeline

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
)

// abiRegexp is a signature in Solidity's form without tuples: name(type name, …), where the name may be missing.
var abiRegexp = regexp.MustCompile(`\A\s*([a-zA-Z0-9_]+)?\s*\(([a-zA-Z0-9\[\]_\s,]*)\)\s*\z`)

// signature is the parsed abi attribute of a task.
type signature struct {
	name string
	args abi.Arguments
}

// parseSignature reads the abi attribute of ethabidecodelog (event, with indexed arguments) and ethabiencode.
//
// Every argument needs a name; calldata, memory and storage are allowed and mean nothing; tuples are refused.
//
// Source: chainlink v2.18, core/services/pipeline/common_eth.go, ParseETHABIString.
func parseSignature(text string, event bool) (signature, error) {
	parts := abiRegexp.FindStringSubmatch(text)
	if parts == nil {
		return signature{}, fmt.Errorf("bad ABI specification %q: write name(type name, …), without tuples", text)
	}
	s := signature{name: parts[1]}
	if strings.TrimSpace(parts[2]) == "" {
		return s, nil
	}
	for argument := range strings.SplitSeq(parts[2], ",") {
		arg, err := parseArgument(argument, event)
		if err != nil {
			return signature{}, fmt.Errorf("bad ABI specification %q: %w", text, err)
		}
		s.args = append(s.args, arg)
	}
	return s, nil
}

func parseArgument(text string, event bool) (abi.Argument, error) {
	words := slices.DeleteFunc(strings.Fields(text), func(word string) bool {
		return word == "calldata" || word == "memory" || word == "storage"
	})
	indexed := event && len(words) == 3 && words[1] == "indexed"
	if indexed {
		words = slices.Delete(words, 1, 2)
	}
	if len(words) != 2 || words[1] == "indexed" {
		return abi.Argument{}, fmt.Errorf("the argument %q is not a type and a name", strings.TrimSpace(text))
	}
	kind, err := abi.NewType(words[0], "", nil)
	if err != nil {
		return abi.Argument{}, fmt.Errorf("the argument %s: %w", words[1], err)
	}
	return abi.Argument{Name: words[1], Type: kind, Indexed: indexed}, nil
}
