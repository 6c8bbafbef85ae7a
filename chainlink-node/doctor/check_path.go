package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/jobspecs"
)

// path is D05: does the node's call reach the adapter, with a token that it accepts?
func (x *examination) path() []Finding {
	findings := x.probeToken()
	if x.cfg.SendTestRequest {
		return append(findings, x.testRequest())
	}
	called := false
	for _, job := range x.cfg.Declared.Jobs {
		for _, run := range x.node.runs {
			if run.JobID != job.Spec.ExternalJobID || !run.Finished() {
				continue
			}
			called = true
			findings = append(findings, pathOf(job.Spec.Name, run))
			break
		}
	}
	if called {
		return findings
	}
	labels := map[string]string{"bridge_name": x.cfg.Declared.BridgeName, "task_type": "bridge", "status": "completed"}
	if answered, _ := x.node.metrics.Sum("pipeline_tasks_total_finished", labels); answered > 0 {
		return append(findings, ok("the adapter has answered %.0f times", answered))
	}
	return append(findings, skipped("no request yet; --send-test-request makes one"))
}

// pathOf judges the bridge task of a job's latest run.
func pathOf(name string, run nodeclient.Run) Finding {
	for _, task := range run.Tasks {
		if task.Type == "bridge" && task.Error != "" {
			cause := provision.Cause(nodeclient.Run{Tasks: []nodeclient.TaskRun{task}})
			return fail("\"no connection\": the bridge's URL is wrong as seen from the node; \"Unauthorized\": the token is; anything else: the adapter's log says why",
				"%s: run %s: %s", name, run.ID, cause)
		}
	}
	return ok("%s: the adapter answered run %s", name, run.ID)
}

// probeToken sends the adapter a request that it refuses for want of a subject, with each token that the node sends.
func (x *examination) probeToken() []Finding {
	if x.adapter.gone != nil {
		return nil // D01 says so
	}
	var findings []Finding
	for _, sent := range x.tokensSent() {
		status, err := x.post(sent.token)
		switch {
		case err != nil:
			findings = append(findings, fail("see that --adapter-url is the URL at which the adapter answers requests", "the adapter took no request: %v", err))
		case status == http.StatusUnauthorized:
			findings = append(findings, fail("put the token of --token-file into the adapter's ADAPTER_TOKENS, then "+provisionIt, "the adapter does not accept the token %s", sent.where))
		case status == http.StatusBadRequest:
			findings = append(findings, ok("the adapter accepts the token %s", sent.where))
		default:
			findings = append(findings, fail("give --adapter-url with the path of BASE_URL", "the adapter answers a request with status %d: is the path right?", status))
		}
	}
	return findings
}

// post sends a request without a subject and returns the status of its refusal.
func (x *examination) post(token string) (int, error) {
	ctx, cancel := context.WithTimeout(x.ctx, x.cfg.Patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, x.cfg.AdapterURL, strings.NewReader(`{"id":"doctor","data":{"endpoint":"score"}}`))
	if err != nil {
		return 0, errors.New("the adapter's URL is none")
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := x.deps.HTTP.Do(req)
	if err != nil {
		return 0, withoutURL(err)
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 1<<20)) // only the status counts
	return res.StatusCode, nil
}

// sentToken is a bearer token and the job that sends it.
type sentToken struct{ token, where string }

// tokensSent are the bearer tokens that the node's jobs send, or that they are declared to send if they cannot be seen.
func (x *examination) tokensSent() []sentToken {
	var sent []sentToken
	for _, job := range x.cfg.Declared.Jobs {
		spec, where := x.effective(job)
		for _, task := range spec.Tasks {
			token := bearer(task)
			if token != "" && !slices.ContainsFunc(sent, func(s sentToken) bool { return s.token == token }) {
				sent = append(sent, sentToken{token, fmt.Sprintf("of job %s, %s", spec.Name, where)})
			}
		}
	}
	return sent
}

// bearer is the token that a bridge task sends; "" if it sends none.
func bearer(task jobspecs.Task) string {
	var headers []string
	if task.Type != "bridge" || json.Unmarshal([]byte(task.Attrs["headers"]), &headers) != nil {
		return ""
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if token, found := strings.CutPrefix(headers[i+1], "Bearer "); found && strings.EqualFold(headers[i], "Authorization") {
			return token
		}
	}
	return ""
}

// testRequest makes one real request.
func (x *examination) testRequest() Finding {
	declared := x.cfg.Declared
	if declared.BridgeURL == "" {
		declared.BridgeURL = x.cfg.AdapterURL // not used: nothing is applied
	}
	p, err := provision.New(provision.Deps{Node: x.deps.Node, Chain: x.deps.Chain, Log: x.deps.Log, Key: x.deps.Key},
		provision.Config{Declared: declared, Deployment: x.cfg.Deployment, Timeout: x.cfg.TestTimeout})
	if err != nil {
		return fail("", "%v", err)
	}
	begun := time.Now()
	proof, err := p.Request(x.ctx)
	switch {
	case errors.Is(err, provision.ErrNoLINK):
		return fail("send LINK to the key of --key-file", "%v", err)
	case err != nil:
		return fail("mend what the other checks found, then try again", "%v", err)
	case !proof.Stored:
		return warn("AnswerRefused in the contract's events says why", "request %s was answered, but the contract refused the score", proof.RequestID)
	default:
		return ok("request %s was answered and stored after %s", proof.RequestID, time.Since(begun).Round(time.Millisecond))
	}
}
