package jobspecs

import (
	"encoding/json"
	"slices"
	"strings"
)

// holdsJSON reports whether an attribute is JSON in which $(x) stands for values.
func holdsJSON(typ, key string) bool {
	switch typ + "." + key {
	case "bridge.requestData", "ethabiencode.data", "ethtx.txMeta", "ethtx.transmitChecker":
		return true
	}
	return false
}

// isLiteral reports whether an attribute takes no variables.
func isLiteral(key string) bool {
	switch key {
	case "type", "name", "abi", "cacheTTL", "timeout", "retries", "minBackoff", "maxBackoff", "failEarly", "index", "tags", "streamID":
		return true
	}
	return false
}

// variables judges each $(x) in an attribute.
func (l *linter) variables(t Task, key string) {
	value := t.Attrs[key]
	if t.written[key].quoting() != "" || key == "headers" {
		return // the value is not what it looks like, or is judged with the bridge
	}
	for i := range value {
		if !strings.HasPrefix(value[i:], "$(") {
			continue
		}
		line := t.attrLine(key) + strings.Count(value[:i], "\n")
		at := variable.FindStringSubmatchIndex(value[i:])
		switch {
		case isLiteral(key):
			l.fault(line, ruleVariable, "%s: %s takes no variables", t.ID, key)
		case at == nil || at[0] != 0:
			l.fault(line, ruleVariable, "%s: %s: $(…) may hold letters, digits, _ and . only", t.ID, key)
		default:
			l.reference(t, key, line, value[i+at[2]:i+at[3]])
			if !holdsJSON(t.Type, key) && strings.TrimSpace(value) != value[i:i+at[1]] {
				l.fault(line, ruleVariable, "%s: %s: $(…) must be the whole value: a node does not look for it inside a text", t.ID, key)
			}
		}
	}
	if holdsJSON(t.Type, key) {
		l.json(t, key)
	}
}

// reference judges a variable's path, such as decode_log.payment.
func (l *linter) reference(t Task, key string, line int, path string) {
	root, rest, _ := strings.Cut(path, ".")
	switch root {
	case "jobRun":
		if !isRunField(rest) {
			l.fault(line, ruleVariable, "%s: $(%s) does not exist: jobRun has meta.oracleRequest (with requestId), logData, logTopics, "+
				"logAddress, logTxHash, logBlockHash and logBlockNumber", t.ID, path)
		}
		return
	case "jobSpec":
		if !slices.Contains([]string{"", "databaseID", "externalJobID", "name", "evmChainID"}, rest) {
			l.fault(line, ruleVariable, "%s: $(%s) does not exist: jobSpec has databaseID, externalJobID, name and evmChainID", t.ID, path)
		}
		return
	case t.ID:
		l.fault(line, ruleVariable, "%s: $(%s) names the task itself", t.ID, path)
		return
	}
	source, ok := l.spec.Task(root)
	if !ok {
		l.fault(line, ruleVariable, "%s: $(%s) names no task", t.ID, path)
		return
	}
	if typ, _ := typeOf(source.Type); typ.text && rest != "" {
		l.fault(line, ruleVariable, "%s: $(%s): the result of %s is text without fields: take it apart with a jsonparse task", t.ID, path, root)
	}
	if source.Type == "ethabidecodelog" && rest != "" {
		l.logField(t, key, line, source, rest)
	}
}

// logField judges a variable that names an argument of a decoded log.
func (l *linter) logField(t Task, key string, line int, source Task, field string) {
	sig, err := parseSignature(source.Attrs["abi"])
	if err != nil {
		return // judged with the task that decodes
	}
	i := slices.IndexFunc(sig.args, func(a argument) bool { return a.name == field })
	if i < 0 {
		l.fault(line, ruleVariable, "%s: $(%s.%s): the abi of %s has no argument %q", t.ID, source.ID, field, source.ID, field)
		return
	}
	where := t.Type + "." + key
	if typ := sig.args[i].typ; (where == "bridge.requestData" || where == "hexencode.input") && typ != "bytes" && strings.HasPrefix(typ, "bytes") {
		l.fault(line, ruleVariable, "%s: $(%s.%s) is a list of numbers here, not hex: use the field of $(jobRun.meta.oracleRequest.…)", t.ID, source.ID, field)
	}
}

// isRunField reports whether $(jobRun.path) exists in a directrequest run.
//
// Source: chainlink v2.18.0, core/services/directrequest, listener.handleOracleRequest
// and oracleRequestToMap.
func isRunField(path string) bool {
	switch path {
	case "", "meta", "meta.oracleRequest", "logBlockHash", "logBlockNumber", "logTxHash", "logAddress", "logTopics", "logData",
		"blockReceiptsRoot", "blockTransactionsRoot", "blockStateRoot":
		return true
	}
	field, ok := strings.CutPrefix(path, "meta.oracleRequest.")
	return ok && slices.Contains([]string{
		"specId", "requester", "requestId", "payment", "callbackAddr", "callbackFunctionId", "cancelExpiration", "dataVersion", "data",
	}, field)
}

// json judges an attribute that must be JSON once its variables have values.
func (l *linter) json(t Task, key string) {
	value := t.Attrs[key]
	switch {
	case strings.TrimSpace(value) == "", json.Valid([]byte(filled(value, `"x"`))):
	case strings.Contains(filled(value, ""), "$("): // judged as a variable
	case json.Valid([]byte(filled(value, `null`))):
		l.inAttr(t, key, ruleJSON, "%s: $(…) stands inside a string: it must be a whole JSON value, without quotes around it", key)
	default:
		l.inAttr(t, key, ruleJSON, "%s is not JSON", key)
	}
}

// filled returns a text with another in place of each variable.
func filled(text, value string) string { return variable.ReplaceAllLiteralString(text, value) }
