package pipeline

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/fxamacker/cbor/v2"
)

// decodeLogTask is ethabidecodelog: the fields of an event by name, from a log's data and topics.
//
// Source: chainlink v2.18, core/services/pipeline/task.eth_abi_decode_log.go.
type decodeLogTask struct {
	event        signature
	indexed      abi.Arguments
	data, topics expression
}

func newDecodeLogTask(a attributes) (task, error) {
	event, err := parseSignature(a.text("abi"), true)
	if err != nil {
		return nil, err
	}
	t := &decodeLogTask{event: event, data: parseExpression(a.text("data")), topics: parseExpression(a.text("topics"))}
	for _, arg := range event.args {
		if arg.Indexed {
			t.indexed = append(t.indexed, arg)
		}
	}
	return t, nil
}

func (t *decodeLogTask) run(_ context.Context, in input) (any, error) {
	data, err := param("data", asBytes)(t.data.or(in))
	if err != nil {
		return nil, err
	}
	topics, err := param("topics", asHashes)(t.topics.value(in.vars))
	if err != nil {
		return nil, err
	}
	fields := map[string]any{}
	if len(data) > 0 {
		if err := t.event.args.UnpackIntoMap(fields, data); err != nil {
			return nil, fmt.Errorf("unpack the log's data: %w", err)
		}
	}
	if len(t.indexed) == 0 {
		return fields, nil
	}
	if len(topics) != len(t.indexed)+1 {
		return nil, fmt.Errorf("topic/field count mismatch: %w", ErrBadInput)
	}
	if err := abi.ParseTopicsIntoMap(fields, t.indexed, topics[1:]); err != nil {
		return nil, fmt.Errorf("unpack the log's topics: %w", err)
	}
	return fields, nil
}

// cborTask is cborparse. In its usual mode "diet" the data are the members of a map without the map around them, as
// the Chainlink library writes them; "standard" reads one CBOR value.
//
// Source: chainlink v2.18, core/services/pipeline/task.cborparse.go; core/cbor, ParseDietCBOR.
type cborTask struct {
	data expression
	diet bool
}

// cborMode decodes bignums of any size as *big.Int. Depth and lengths are bounded by the library's defaults.
//
// Source: RFC 8949 §3.4.3
var cborMode = func() cbor.DecMode {
	mode, err := cbor.DecOptions{BigIntDec: cbor.BigIntDecodePointer}.DecMode()
	if err != nil {
		panic("pipeline: constant CBOR options are wrong: " + err.Error())
	}
	return mode
}()

func newCBORTask(a attributes) (task, error) {
	mode := a.text("mode")
	if mode != "" && mode != "diet" && mode != "standard" {
		return nil, fmt.Errorf("unrecognised mode %q: use diet or standard", mode)
	}
	return &cborTask{data: parseExpression(a.text("data")), diet: mode != "standard"}, nil
}

func (t *cborTask) run(_ context.Context, in input) (any, error) {
	data, err := param("data", asBytes)(t.data.value(in.vars))
	if err != nil {
		return nil, err
	}
	if t.diet {
		return decodeDiet(data)
	}
	if len(data) == 0 {
		return nil, nil
	}
	var value any
	if _, err := cborMode.UnmarshalFirst(data, &value); err != nil {
		return nil, cborError(err)
	}
	return plain(value)
}

// CBOR of an indefinite-length map begins with 0xbf and ends with 0xff; the top three bits of any map are 5.
//
// Source: RFC 8949 §3.1, §3.2.1
const (
	cborMapStart, cborBreak = 0xbf, 0xff
	cborMajorMap            = 5
)

func decodeDiet(data []byte) (any, error) {
	if len(data) == 0 || data[0]>>5 != cborMajorMap {
		wrapped := make([]byte, 0, len(data)+2)
		wrapped = append(wrapped, cborMapStart)
		wrapped = append(wrapped, data...)
		data = append(wrapped, cborBreak)
	}
	var members map[any]any
	if _, err := cborMode.UnmarshalFirst(data, &members); err != nil {
		return nil, cborError(err)
	}
	return plain(members)
}

// cborError drops the library's text: it may quote the request.
func cborError(err error) error {
	if syntax := (*cbor.SyntaxError)(nil); errors.As(err, &syntax) {
		return fmt.Errorf("the data is not CBOR: %w", ErrBadInput)
	}
	return fmt.Errorf("the data is not CBOR that can be read (%T): %w", err, ErrBadInput)
}

// plain turns a decoded CBOR value into one that JSON can express: maps with string keys, lists and scalars.
func plain(value any) (any, error) {
	switch value := value.(type) {
	case map[any]any:
		members := make(map[string]any, len(value))
		for key, v := range value {
			name, ok := key.(string)
			if !ok {
				return nil, fmt.Errorf("a CBOR map has a key that is not a string: %w", ErrBadInput)
			}
			member, err := plain(v)
			if err != nil {
				return nil, err
			}
			members[name] = member
		}
		return members, nil
	case []any:
		for i, v := range value {
			element, err := plain(v)
			if err != nil {
				return nil, err
			}
			value[i] = element
		}
		return value, nil
	case nil, bool, string, []byte, int64, uint64, float64, *big.Int:
		return value, nil
	default:
		return nil, fmt.Errorf("a CBOR value of type %T has no JSON form: %w", value, ErrBadInput)
	}
}
