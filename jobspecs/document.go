package jobspecs

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
	"github.com/shopspring/decimal"
)

// document is a job spec read as far as it can be read.
type document struct {
	spec    Spec             // holds what could be read; Tasks in the text's order if the graph has a cycle
	keys    map[string]entry // top level of the TOML
	tables  []entry          // its [tables], which no job spec has
	sources []taskSource     // the task declarations as they stand in the text, lines of the file
	faults  Faults           // what a node refuses
}

// entry is a key of the TOML, or a table's header.
type entry struct {
	key   string
	line  int
	value any    // as go-toml decodes it; nil for a table
	raw   string // a string as it stands in the file, quotes included
}

// read reads src; the document's faults say what could not be read.
func read(src []byte) *document {
	d := &document{keys: map[string]entry{}}
	if !d.readTOML(src) {
		return d
	}
	if d.spec.Type = d.text("type", ruleJobType); d.spec.Type != "directrequest" {
		d.fault("type", ruleJobType, `type is %q, but only "directrequest" jobs answer requests of an Operator`, d.spec.Type)
		return d
	}
	d.readHead()
	d.readLimits()
	d.readPipeline()
	return d
}

// fault notes a fault of a key, or of line 1 if the key is missing.
func (d *document) fault(key, rule, format string, args ...any) {
	d.faults = append(d.faults, Fault{Line: d.line(key), Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// line returns the line of a key, 1 if it is missing.
func (d *document) line(key string) int {
	if e, ok := d.keys[key]; ok {
		return e.line
	}
	return 1
}

// readTOML fills keys and reports whether src is TOML.
func (d *document) readTOML(src []byte) bool {
	var values map[string]any
	if err := toml.Unmarshal(src, &values); err != nil {
		line, message := 1, strings.TrimPrefix(err.Error(), "toml: ")
		if at := (*toml.DecodeError)(nil); errors.As(err, &at) {
			line, _ = at.Position()
		}
		d.faults = append(d.faults, Fault{Line: line, Rule: ruleTOML, Message: message})
		return false
	}
	var p unstable.Parser
	p.Reset(src)
	top := true
	for p.NextExpression() {
		e := p.Expression()
		path := e.Key()
		path.Next()
		at := entry{key: string(path.Node().Data), line: p.Shape(path.Node().Raw).Start.Line}
		if e.Kind != unstable.KeyValue {
			top = false
			d.tables = append(d.tables, at)
		} else if top {
			at.value, at.raw = values[at.key], string(p.Raw(e.Value().Raw))
			d.keys[at.key] = at
		}
	}
	return true
}

// readHead reads what says which job this is and whom it answers.
func (d *document) readHead() {
	d.readIdentity()
	d.spec.ContractAddress = d.contract()
	d.spec.Requesters = d.requesters()
}

// readIdentity reads what says which job this is.
func (d *document) readIdentity() {
	if v := d.keys["schemaVersion"].value; v != int64(1) {
		d.fault("schemaVersion", ruleSchemaVersion, "schemaVersion must be 1")
	}
	d.spec.Name = d.text("name", ruleName)
	if id := d.text("externalJobID", ruleJobID); id != "" {
		var err error
		if d.spec.ExternalJobID, err = uuid.Parse(id); err != nil || strings.ContainsAny(id, "{:") {
			d.fault("externalJobID", ruleJobID, "externalJobID is not a UUID")
		}
	}
	id, ok := d.number("evmChainID", ruleChainID, 64)
	if d.spec.EVMChainID = id; ok && id == 0 || !d.has("evmChainID") {
		d.fault("evmChainID", ruleChainID, `evmChainID must be given and not 0, as in evmChainID = "31337"`)
	}
}

// readLimits reads the limits on confirmations, payment and gas.
func (d *document) readLimits() {
	if n, ok := d.number("minIncomingConfirmations", ruleConfirmations, 32); ok {
		d.spec.MinIncomingConfirmations = uint32(n)
	}
	d.spec.GasLimit, _ = d.number("gasLimit", ruleGasLimit, 32)
	switch v := d.keys["minContractPaymentLinkJuels"].value.(type) {
	case nil:
	case int64:
		d.spec.MinContractPaymentLinkJuels = big.NewInt(v)
	default:
		juels, err := parseJuels(fmt.Sprint(v))
		if err != nil {
			d.fault("minContractPaymentLinkJuels", rulePayment, "minContractPaymentLinkJuels: %v", err)
		}
		d.spec.MinContractPaymentLinkJuels = juels
	}
	if p := d.spec.MinContractPaymentLinkJuels; p != nil && p.Sign() < 0 {
		d.fault("minContractPaymentLinkJuels", rulePayment, "minContractPaymentLinkJuels is negative")
	}
}

// has reports whether a key is given.
func (d *document) has(key string) bool {
	_, ok := d.keys[key]
	return ok
}

// text returns a string, "" if the key is missing; another type is a fault.
func (d *document) text(key, rule string) string {
	e, ok := d.keys[key]
	s, isText := e.value.(string)
	if ok && !isText {
		d.fault(key, rule, "%s must be a string", key)
	}
	return s
}

// number returns an integer of the given number of bits, which may be written
// as a string too, and whether there is a good one.
func (d *document) number(key, rule string, bits int) (uint64, bool) {
	e, ok := d.keys[key]
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseUint(fmt.Sprint(e.value), 10, bits)
	if err != nil {
		d.fault(key, rule, "%s must be a whole number from 0 to %d", key, ^uint64(0)>>(64-bits))
		return 0, false
	}
	return n, true
}

// contract returns the Operator's address.
func (d *document) contract() common.Address {
	s := d.text("contractAddress", ruleContract)
	if !common.IsHexAddress(s) {
		d.fault("contractAddress", ruleContract, "contractAddress must be the Operator's address, 0x and 40 hex digits")
		return common.Address{}
	}
	a := common.HexToAddress(s)
	if a.Hex() != s {
		d.fault("contractAddress", ruleContract, "contractAddress is not EIP-55 check-summed: write %s", a.Hex())
	}
	return a
}

// requesters returns the addresses allowed to ask.
func (d *document) requesters() []common.Address {
	e, ok := d.keys["requesters"]
	if !ok {
		return nil
	}
	list, ok := e.value.([]any)
	if !ok {
		d.fault("requesters", ruleRequesters, "requesters must be a list of addresses")
		return nil
	}
	var all []common.Address
	for i, v := range list {
		s, _ := v.(string)
		if !common.IsHexAddress(s) {
			d.fault("requesters", ruleRequesters, "requesters: entry %d is not an address", i+1)
			continue
		}
		all = append(all, common.HexToAddress(s))
	}
	return all
}

// parseJuels reads an amount as the node does: juels, or a decimal number with
// "link" behind it.
//
// Source: chainlink v2.18.0, core/chains/evm/assets, Link.UnmarshalText.
func parseJuels(s string) (*big.Int, error) {
	number, isLink := strings.CutSuffix(s, "link")
	d, err := decimal.NewFromString(strings.TrimSuffix(number, " "))
	if err != nil || strings.ContainsAny(number, "eE") {
		return nil, errors.New(`not an amount: write juels, as in "100000000000000000", or "0.1 link"`)
	}
	if isLink {
		d = d.Shift(18)
	}
	if !d.IsInteger() {
		return nil, errors.New("finer than a juel")
	}
	return d.BigInt(), nil
}
