package pipeline

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/ethereum/go-ethereum/common"
)

// Render gives a task's value as the real node shows it among a run's outputs: JSON with sorted keys, bytes as
// 0x-hex, addresses with their EIP-55 checksum. (Inside a bridge's requestData the same bytes are base64 and fixed
// bytes are lists of numbers: there encoding/json rules.)
//
// Outputs may hold personal data: this is for tests and for an operator's own eyes, never for logs.
//
// Source: chainlink v2.18, core/services/pipeline/models.go, JSONSerializable.MarshalJSON.
func Render(value any) ([]byte, error) {
	encoded, err := json.Marshal(renderable(value))
	if err != nil {
		return nil, fmt.Errorf("render a task's output: %w", err)
	}
	return encoded, nil
}

func renderable(value any) any {
	switch value := value.(type) {
	case []byte:
		return hexString(value)
	case common.Address:
		return value.Hex()
	case map[string]any:
		rendered := make(map[string]any, len(value))
		for key, v := range value {
			rendered[key] = renderable(v)
		}
		return rendered
	case []any:
		rendered := make([]any, len(value))
		for i, v := range value {
			rendered[i] = renderable(v)
		}
		return rendered
	}
	if fixed, ok := fixedBytes(value); ok {
		return hexString(fixed)
	}
	return value
}

func hexString(b []byte) string { return "0x" + hex.EncodeToString(b) }

// fixedBytes is the content of an array of bytes of any length, such as [32]byte or [4]byte.
func fixedBytes(value any) ([]byte, bool) {
	v := reflect.ValueOf(value)
	if !v.IsValid() || v.Kind() != reflect.Array || v.Type().Elem().Kind() != reflect.Uint8 {
		return nil, false
	}
	content := make([]byte, v.Len())
	reflect.Copy(reflect.ValueOf(content), v)
	return content, true
}
