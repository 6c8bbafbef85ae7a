package rehearsal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/fxamacker/cbor/v2"
)

// bytesPrefix marks text that is sent as bytes.
const bytesPrefix = "bytes:"

// encode writes a JSON object as the Chainlink library writes a request: the members of a CBOR map without the map.
//
// Source: Chainlink contracts 1.5.0, Chainlink.sol, _add, _addBytes, _addInt and _addStringArray
func encode(request []byte) ([]byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(request))
	decoder.UseNumber()
	var members map[string]any
	if err := decoder.Decode(&members); err != nil {
		return nil, fmt.Errorf("want a JSON object, such as {\"subject\": \"0x…\"}: %w", err)
	}
	var data []byte
	for _, name := range slices.Sorted(maps.Keys(members)) {
		value, err := wire(members[name])
		if err != nil {
			return nil, fmt.Errorf("member %s: %w", name, err)
		}
		for _, part := range []any{name, value} {
			encoded, err := cbor.Marshal(part)
			if err != nil {
				return nil, fmt.Errorf("member %s: %w", name, err)
			}
			data = append(data, encoded...)
		}
	}
	return data, nil
}

// wire is a value as a contract can send it.
func wire(value any) (any, error) {
	switch v := value.(type) {
	case string:
		if hex, isBytes := strings.CutPrefix(v, bytesPrefix); isBytes {
			raw, err := hexutil.Decode(hex)
			if err != nil {
				return nil, errors.New("want bytes:0x and an even number of hex digits")
			}
			return raw, nil
		}
		return v, nil
	case json.Number:
		number, ok := new(big.Int).SetString(v.String(), 10)
		if !ok {
			return nil, errors.New("contracts send whole numbers only")
		}
		return number, nil
	case []any:
		for _, element := range v {
			if _, ok := element.(string); !ok {
				return nil, errors.New("contracts send lists of text only")
			}
		}
		return v, nil
	default:
		return nil, errors.New("want text, a whole number or a list of text")
	}
}
