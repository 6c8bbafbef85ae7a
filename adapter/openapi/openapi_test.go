package openapi_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/openapi"
)

type inner struct {
	At time.Time `json:"at"`
}

// every has a field of each kind.
type every struct {
	Text    string            `json:"text"`
	Number  float64           `json:"number"`
	Count   uint16            `json:"count,omitempty"`
	Yes     bool              `json:"yes"`
	List    []inner           `json:"list"`
	Map     map[string]string `json:"map"`
	Pointer *int              `json:"pointer"`
	Any     any               `json:"any"`
	Raw     json.RawMessage   `json:"raw"`
	Plain   string
	Skipped string `json:"-"`
	hidden  string
}

func TestOf_IsWhatJSONMakesOfAType(t *testing.T) {
	t.Parallel()
	_ = every{hidden: ""}
	schema, err := json.Marshal(openapi.Of[every]())
	require.NoError(t, err)
	require.JSONEq(t, `{
		"type": "object", "additionalProperties": false,
		"required": ["Plain", "any", "list", "map", "number", "pointer", "raw", "text", "yes"],
		"properties": {
			"text": {"type": "string"}, "number": {"type": "number"}, "count": {"type": "integer"}, "yes": {"type": "boolean"},
			"list": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["at"],
				"properties": {"at": {"type": "string", "format": "date-time"}}}},
			"map": {"type": "object", "additionalProperties": {"type": "string"}},
			"pointer": {"type": "integer", "nullable": true}, "any": {"nullable": true}, "raw": {"nullable": true}, "Plain": {"type": "string"}
		}
	}`, string(schema))
}
