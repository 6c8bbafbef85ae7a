package jobspecs

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// submission judges the task that delivers the answer.
func (l *linter) submission() {
	if len(l.spec.Tasks) == 0 {
		return
	}
	var senders []Task
	for _, t := range l.spec.Tasks {
		if t.Type == "ethtx" {
			senders = append(senders, t)
		}
	}
	if len(senders) == 0 {
		l.fault(l.line("observationSource"), ruleSubmit, "no ethtx task: the answer never reaches the chain")
		return
	}
	for _, t := range senders[1:] {
		l.fault(t.Line, ruleSubmit, "%s: a second ethtx task: a request can be answered once only", t.ID)
	}
	for _, t := range senders {
		l.target(t)
		l.delivery(t)
	}
}

// target judges where the answer goes.
func (l *linter) target(t Task) {
	to := strings.TrimSpace(t.Attrs["to"])
	switch {
	case to == "" || variable.MatchString(to):
	case !common.IsHexAddress(to):
		l.inAttr(t, "to", ruleSubmit, "to is not an address")
	case l.spec.ContractAddress != common.Address{} && common.HexToAddress(to) != l.spec.ContractAddress:
		l.inAttr(t, "to", ruleSubmit, "to is not contractAddress: the answer must go to the Operator that the request came from")
	}
	if id, ok := t.Attrs["evmChainID"]; ok && id != fmt.Sprint(l.spec.EVMChainID) && !variable.MatchString(id) {
		l.inAttr(t, "evmChainID", ruleSubmit, "evmChainID is not the job's")
	}
}

// delivery judges whether the run notices that the answer did not arrive.
func (l *linter) delivery(t Task) {
	if v := t.Attrs["failOnRevert"]; v == "" || v == "false" {
		l.inAttr(t, "failOnRevert", ruleSubmit, `failOnRevert="true" is missing: a run would count as completed though its transaction reverted`)
	}
	if t.Attrs["minConfirmations"] == "0" {
		l.inAttr(t, "minConfirmations", ruleSubmit, "minConfirmations is 0: a run would be completed before its transaction is on the chain")
	}
	if gas, err := strconv.ParseUint(t.Attrs["gasLimit"], 10, 64); err == nil && gas < minGas {
		l.inAttr(t, "gasLimit", ruleGasLimit, "gasLimit %d is %s", gas, tooLittleGas)
	}
}
