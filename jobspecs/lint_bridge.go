package jobspecs

import (
	"encoding/json"
	"strings"
)

// bridge judges what a bridge task sends and how long it waits.
func (l *linter) bridge(t Task) {
	if d, ok := t.duration("timeout"); ok && d >= defaultTimeout {
		l.inAttr(t, "timeout", ruleBridgeTimeout, "timeout %s is not under 15s, the time after which a node gives up on a bridge by default", d)
	}
	if _, ok := t.duration("cacheTTL"); ok {
		l.inAttr(t, "cacheTTL", ruleBridgeCache, "cacheTTL answers with the job's last good answer, whoever it was about: leave it out")
	}
	if headers, ok := t.Attrs["headers"]; ok && t.written["headers"].quoting() == "" {
		l.headers(t, headers)
	}
}

// headers judges a bridge's headers without repeating them: they hold a token.
func (l *linter) headers(t Task, value string) {
	if strings.Contains(value, "$(") {
		l.inAttr(t, "headers", ruleBridgeHeaders, "headers take no variables: a node sends $(…) as it stands")
		return
	}
	var names []string
	if err := json.Unmarshal([]byte(value), &names); err != nil {
		l.inAttr(t, "headers", ruleBridgeHeaders, "headers must be a JSON list of strings: name, value, name, value, …")
		return
	}
	if len(names)%2 != 0 {
		l.inAttr(t, "headers", ruleBridgeHeaders, "headers has %d elements: every name needs its value", len(names))
	}
	for i := 0; i < len(names); i += 2 {
		if names[i] == "" {
			l.inAttr(t, "headers", ruleBridgeHeaders, "headers: element %d should be a header's name, but is empty", i+1)
		}
	}
}
