package jobspecs

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The signatures of @chainlink/contracts 1.5.0, Operator.sol, that matter to a job.
const (
	oracleRequest = "OracleRequest(bytes32 indexed,address,bytes32,uint256,address,bytes4,uint256,uint256,bytes)"
	fulfil        = "fulfillOracleRequest2(bytes32,uint256,address,bytes4,uint256,bytes)"
)

// signature is an event or a function as job specs write it.
type signature struct {
	name string // "" for a bare list of arguments
	args []argument
}

type argument struct {
	typ, name string
	indexed   bool
}

// String returns the signature without the names of its arguments.
func (s signature) String() string {
	types := make([]string, len(s.args))
	for i, a := range s.args {
		if types[i] = a.typ; a.indexed {
			types[i] += " indexed"
		}
	}
	return s.name + "(" + strings.Join(types, ",") + ")"
}

// flatSignature matches name(arguments) without brackets inside.
//
// Source: chainlink v2.18.0, core/services/pipeline, ethABIRegex.
var flatSignature = regexp.MustCompile(`\A\s*([a-zA-Z0-9_]*)\s*\(([^()]*)\)\s*\z`)

// parseSignature reads what an abi attribute holds.
func parseSignature(text string) (signature, error) {
	m := flatSignature.FindStringSubmatch(text)
	if m == nil {
		if strings.Count(text, "(") > 1 {
			return signature{}, errors.New("tuples cannot be encoded: a node accepts them and fails in the run")
		}
		return signature{}, errors.New("want name(type name, …), or (type name, …)")
	}
	sig := signature{name: m[1]}
	if strings.TrimSpace(m[2]) == "" {
		return sig, nil
	}
	for i, text := range strings.Split(m[2], ",") {
		arg, err := parseArgument(text)
		if err != nil {
			return signature{}, fmt.Errorf("argument %d: %w", i+1, err)
		}
		if slices.ContainsFunc(sig.args, func(a argument) bool { return a.name == arg.name }) {
			return signature{}, fmt.Errorf("argument %d: %q occurs twice", i+1, arg.name)
		}
		sig.args = append(sig.args, arg)
	}
	return sig, nil
}

// parseArgument reads "type [indexed|calldata|memory|storage] name".
func parseArgument(text string) (argument, error) {
	words := strings.Fields(text)
	if len(words) < 2 || len(words) > 3 {
		return argument{}, errors.New("want a type and a name")
	}
	arg := argument{typ: words[0], name: words[len(words)-1]}
	if len(words) == 3 {
		if !slices.Contains([]string{"indexed", "calldata", "memory", "storage"}, words[1]) {
			return argument{}, fmt.Errorf("unknown word %q", words[1])
		}
		arg.indexed = words[1] == "indexed"
	}
	if !isType(arg.typ) {
		return argument{}, fmt.Errorf("unknown type %q", arg.typ)
	}
	return arg, nil
}

// solidityType matches the types that can be encoded: name, size, dimensions.
var solidityType = regexp.MustCompile(`^(u?int|bytes|address|bool|string)(\d*)((?:\[\d*\])*)$`)

// isType reports whether text is a type that can be encoded.
func isType(text string) bool {
	m := solidityType.FindStringSubmatch(text)
	if m == nil || m[2] == "" {
		return m != nil
	}
	size, err := strconv.Atoi(m[2])
	switch {
	case err != nil || size == 0 || m[2][0] == '0':
		return false
	case m[1] == "bytes":
		return size <= 32
	}
	return strings.HasSuffix(m[1], "int") && size <= 256 && size%8 == 0
}

// decodeLog judges the event that a job listens to.
func (l *linter) decodeLog(t Task) {
	sig, err := parseSignature(t.Attrs["abi"])
	if err != nil {
		l.inAttr(t, "abi", ruleABI, "abi: %v", err)
	} else if sig.String() != oracleRequest {
		l.inAttr(t, "abi", ruleABI, "abi is not the Operator's event, whose types are %s", oracleRequest)
	}
}

// encode judges what a job encodes: the answer, or the call that delivers it.
func (l *linter) encode(t Task) {
	if strings.Contains(t.Attrs["abi"], "$(") {
		return // judged as a variable
	}
	sig, err := parseSignature(t.Attrs["abi"])
	switch {
	case err != nil:
		l.inAttr(t, "abi", ruleABI, "abi: %v", err)
		return
	case sig.name == "" && (len(sig.args) == 0 || sig.args[0].typ != "bytes32" || sig.args[0].name != "requestId"):
		l.inAttr(t, "abi", ruleABI, `abi must begin with "bytes32 requestId": the Operator reverts with "First word must be requestId"`)
	case sig.name != "" && sig.String() != fulfil:
		l.inAttr(t, "abi", ruleABI, "abi is neither a bare list (the answer) nor the Operator's %s", fulfil)
	}
	var data map[string]json.RawMessage
	if json.Unmarshal([]byte(filled(t.Attrs["data"], `"x"`)), &data) != nil {
		return // a whole variable, or judged as JSON
	}
	for _, a := range sig.args {
		if _, ok := data[a.name]; !ok {
			l.inAttr(t, "data", ruleABI, "data lacks the argument %q of abi", a.name)
		}
		delete(data, a.name)
	}
	for _, name := range slices.Sorted(maps.Keys(data)) {
		l.inAttr(t, "data", ruleABI, "data has %q, which is no argument of abi", name)
	}
}
