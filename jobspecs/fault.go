package jobspecs

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong with a job spec.
type Fault struct {
	Line    int    // in the TOML file, from 1; 1 also for what is missing altogether
	Rule    string // one of Rules, or "schedule" for that of a cron job
	Message string // what is wrong and how to mend it
}

// String returns the fault as "line N: rule: message".
func (f Fault) String() string {
	return fmt.Sprintf("line %d: %s: %s", f.Line, f.Rule, f.Message)
}

// Faults is what is wrong with a job spec, in the order of its lines. It is the
// type of the errors that Parse returns.
type Faults []Fault

// Error returns the faults, one a line.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// sorted returns fs by line, then by rule and message.
func (fs Faults) sorted() Faults {
	slices.SortStableFunc(fs, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
	})
	return fs
}

// The rules a spec is judged by.
const (
	ruleTOML            = "toml"
	ruleJobType         = "job-type"
	ruleSchemaVersion   = "schema-version"
	ruleJobID           = "job-id"
	ruleChainID         = "evm-chain-id"
	ruleContract        = "contract-address"
	ruleRequesters      = "requesters"
	ruleConfirmations   = "min-confirmations"
	rulePayment         = "min-payment"
	ruleGasLimit        = "gas-limit"
	ruleDOT             = "dot"
	ruleUndeclaredTask  = "undeclared-task"
	ruleCycle           = "cycle"
	ruleReservedTaskID  = "reserved-task-id"
	ruleNoTasks         = "no-tasks"
	ruleName            = "job-name"
	rulePlaceholder     = "placeholder"
	ruleUnknownKey      = "unknown-key"
	ruleTaskType        = "task-type"
	ruleHTTPTask        = "http-task"
	ruleDuplicateTask   = "duplicate-task"
	ruleUnconnectedTask = "unconnected-task"
	ruleUnknownAttr     = "unknown-attribute"
	ruleDuplicateAttr   = "duplicate-attribute"
	ruleMissingAttr     = "missing-attribute"
	ruleAttrValue       = "attribute-value"
	ruleQuoting         = "quoting"
	ruleVariable        = "variable"
	ruleJSON            = "json"
	ruleBridgeTimeout   = "bridge-timeout"
	ruleBridgeHeaders   = "bridge-headers"
	ruleBridgeCache     = "bridge-cache"
	ruleRetries         = "retries"
	ruleABI             = "abi"
	ruleSubmit          = "submit"
)

// Rules returns the names of all rules, in alphabetical order.
func Rules() []string {
	rules := []string{
		ruleTOML, ruleJobType, ruleSchemaVersion, ruleJobID, ruleChainID, ruleContract, ruleRequesters,
		ruleConfirmations, rulePayment, ruleGasLimit, ruleDOT, ruleUndeclaredTask, ruleCycle,
		ruleReservedTaskID, ruleNoTasks, ruleName, rulePlaceholder, ruleUnknownKey, ruleTaskType, ruleHTTPTask,
		ruleDuplicateTask, ruleUnconnectedTask, ruleUnknownAttr, ruleDuplicateAttr, ruleMissingAttr,
		ruleAttrValue, ruleQuoting, ruleVariable, ruleJSON, ruleBridgeTimeout, ruleBridgeHeaders,
		ruleBridgeCache, ruleRetries, ruleABI, ruleSubmit,
	}
	slices.Sort(rules)
	return rules
}
