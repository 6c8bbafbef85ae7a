package jobspecs

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// Lint returns everything wrong with a job spec, in the order of its lines: what
// a node would refuse (as Parse does), what it would accept and ignore, and what
// would fail or mislead when a request comes. nil means that nothing is wrong.
//
// No value of an attribute that may hold a secret is repeated in a message.
func Lint(src []byte) []Fault {
	l := &linter{document: read(src)}
	l.placeholders(src)
	if l.spec.Type == "directrequest" {
		l.topLevel()
		l.structure()
		for _, t := range l.spec.Tasks {
			l.task(t)
		}
		l.submission()
	}
	return append(l.document.faults, l.faults...).sorted()
}

// linter gathers faults that a node does not report.
type linter struct {
	*document
	faults Faults
}

// fault notes a fault on a line.
func (l *linter) fault(line int, rule, format string, args ...any) {
	l.faults = append(l.faults, Fault{Line: line, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// inAttr notes a fault of a task's attribute.
func (l *linter) inAttr(t Task, attr, rule, format string, args ...any) {
	l.fault(t.attrLine(attr), rule, "%s: "+format, append([]any{t.ID}, args...)...)
}

// attrLine returns the line of an attribute's value, or the task's if it has none.
func (t Task) attrLine(attr string) int {
	if a, ok := t.written[attr]; ok {
		return a.line
	}
	return t.Line
}

// placeholder matches what Render fills in.
var placeholder = regexp.MustCompile(`\$\{([A-Z0-9_]+)\}`)

// placeholders finds what has not been filled in.
func (l *linter) placeholders(src []byte) {
	for i, line := range bytes.Split(src, []byte("\n")) {
		if bytes.HasPrefix(bytes.TrimSpace(line), []byte("#")) {
			continue
		}
		for _, m := range placeholder.FindAll(line, -1) {
			l.fault(i+1, rulePlaceholder, "%s has not been filled in: render the spec for a deployment", m)
		}
	}
}

// isKey reports whether a directrequest job may have the key.
//
// Source: chainlink v2.18.0, core/services/job, Job; core/services/directrequest,
// DirectRequestToml.
func isKey(key string) bool {
	switch key {
	case "type", "schemaVersion", "name", "externalJobID", "evmChainID", "contractAddress", "requesters",
		"minIncomingConfirmations", "minContractPaymentLinkJuels", "gasLimit", "forwardingAllowed",
		"maxTaskDuration", "streamID", "observationSource":
		return true
	}
	return false
}

// topLevel judges the keys outside the task graph.
func (l *linter) topLevel() {
	for _, key := range slices.Sorted(maps.Keys(l.keys)) {
		if !isKey(key) {
			l.fault(l.line(key), ruleUnknownKey, "%q is no key of a directrequest job: a node ignores it without a word", key)
		}
	}
	for _, table := range l.tables {
		l.fault(table.line, ruleUnknownKey, "table [%s] is no part of a directrequest job: a node ignores it without a word", table.key)
	}
	if l.spec.Name == "" {
		l.fault(l.line("name"), ruleName, "name is missing: without it the job cannot be found again on a node")
	}
	if !l.has("externalJobID") {
		l.fault(1, ruleJobID, "externalJobID is missing: a node would choose one that no contract knows")
	}
	if list, isList := l.keys["requesters"].value.([]any); len(list) == 0 && (isList || !l.has("requesters")) {
		l.fault(l.line("requesters"), ruleRequesters, "requesters is missing or empty: everybody could ask; list the contracts to answer")
	}
	l.limits()
}

// limits judges confirmations, payment and gas.
func (l *linter) limits() {
	if v := l.keys["minIncomingConfirmations"].value; v == nil || fmt.Sprint(v) == "0" {
		l.fault(l.line("minIncomingConfirmations"), ruleConfirmations,
			"minIncomingConfirmations must be given and at least 1: a node raises 0 to its chain setting, 3 by default")
	}
	if !l.has("minContractPaymentLinkJuels") {
		l.fault(1, rulePayment, "minContractPaymentLinkJuels is missing: the node's chain setting would count, 0.00001 LINK by default")
	}
	if gas := l.spec.GasLimit; l.has("gasLimit") && gas < minGas {
		l.fault(l.line("gasLimit"), ruleGasLimit, "gasLimit %d is %s", gas, tooLittleGas)
	}
}

const (
	// minGas is the least gas limit of a fulfilment. The Operator keeps 400,000 for
	// the callback ("Must provide consumer enough gas"); what goes before that takes
	// it to 441,543 for a score, measured, and more for long answers.
	//
	// Source: @chainlink/contracts 1.5.0, Operator.sol, MINIMUM_CONSUMER_GAS_LIMIT.
	minGas = 450_000

	tooLittleGas = "too little: the Operator reverts below about 450000 (it keeps 400000 for the callback)"
)
