package provision

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/jobspecs"
)

type jobSpec = jobspecs.Spec

// headersAttribute matches the attribute of a bridge task that holds its token, in each way of quoting it.
var headersAttribute = regexp.MustCompile(`(headers\s*=\s*)("(?:[^"\\]|\\.)*"|<[^>]*>|'[^']*'|[^\s\]]+)`)

// hide takes the token out of a task graph.
func (d Declared) hide(text string) string {
	text = headersAttribute.ReplaceAllString(text, "${1}[hidden]")
	if d.token != "" {
		text = strings.ReplaceAll(text, d.token, "[hidden]")
	}
	return text
}

// graphs lists where two task graphs differ, line by line, without their tokens.
func graphs(d Declared, node, declared string) []Difference {
	node, declared = strings.TrimSpace(node), strings.TrimSpace(declared)
	if node == declared {
		return nil
	}
	a, b := strings.Split(d.hide(node), "\n"), strings.Split(d.hide(declared), "\n")
	first := 0
	for first < min(len(a), len(b)) && strings.TrimSpace(a[first]) == strings.TrimSpace(b[first]) {
		first++
	}
	last := 0
	for last < min(len(a), len(b))-first && strings.TrimSpace(a[len(a)-1-last]) == strings.TrimSpace(b[len(b)-1-last]) {
		last++
	}
	a, b = a[first:len(a)-last], b[first:len(b)-last]
	if len(a) == 0 && len(b) == 0 {
		if d.hide(node) == d.hide(declared) {
			return []Difference{{"headers", "another bearer token", "the token of this deployment"}}
		}
		return nil // white space
	}
	return []Difference{{fmt.Sprintf("task graph from line %d", first+1), joined(a), joined(b)}}
}

// joined puts lines into one text.
func joined(lines []string) string {
	trimmed := make([]string, len(lines))
	for i, line := range lines {
		trimmed[i] = strings.TrimSpace(line)
	}
	return strings.Join(trimmed, "\n")
}

// redacted is a URL without its password.
func redacted(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return "[not a URL]"
	}
	return u.Redacted()
}

// dependent is the error of a task that failed because another did.
const dependent = "task inputs: too many errors"

var (
	adapterError = regexp.MustCompile(`^[A-Za-z]{3,40}: [^"{}]{0,200}$`)
	statusCode   = regexp.MustCompile(`\(status code (\d+)\)`)
	ownTrouble   = regexp.MustCompile(`reverted on-chain|Not authorized sender|[Ii]nsufficient (eth|funds)`)
)

// Cause says why a run failed, in words that hold nothing of what went through it: a node's own texts may quote
// answers and URLs with passwords. It is "" for a run that did not fail.
func Cause(run nodeclient.Run) string {
	var causes []string
	for _, task := range run.Tasks {
		if task.Error != "" && !strings.HasPrefix(task.Error, dependent) {
			causes = append(causes, fmt.Sprintf("task %s (%s): %s", task.ID, task.Type, safe(task)))
		}
	}
	if len(causes) == 0 && run.Failed {
		return "no task says why"
	}
	return strings.Join(causes, "; ")
}

func safe(task nodeclient.TaskRun) string {
	code := statusCode.FindStringSubmatch(task.Error)
	switch {
	case strings.Contains(task.Error, "timed out"):
		return "timed out"
	case strings.HasPrefix(task.Error, "error making http request"):
		return "no connection: " + task.Error[strings.LastIndex(task.Error, ": ")+2:]
	case code != nil:
		return "status " + code[1]
	case task.Type == "bridge" && adapterError.MatchString(task.Error):
		return task.Error
	case ownTrouble.MatchString(task.Error):
		return ownTrouble.FindString(task.Error)
	default:
		return "failed; the node's UI shows its text, which may quote an answer"
	}
}
