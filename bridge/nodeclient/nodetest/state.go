package nodetest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
)

// Fail makes a service of the node fail with a reason, or pass again if the reason is empty.
func (n *Node) Fail(check, reason string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if reason == "" {
		delete(n.failing, check)
		return
	}
	n.failing[check] = reason
}

// SetHead makes the node's metrics say that it has seen the chain up to a block.
func (n *Node) SetHead(block uint64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.head = block
}

func (n *Node) chainID() string {
	if n.cfg.ChainID == 0 {
		return "31337"
	}
	return strconv.FormatUint(n.cfg.ChainID, 10)
}

// health lists the recorded services, those of the jobs, and those that fail.
func (n *Node) health(w http.ResponseWriter) {
	e, err := readExchange("00-health")
	if err != nil {
		n.t.Errorf("%v", err)
		return
	}
	var recorded struct {
		Data []struct{ ID string }
	}
	if err := json.Unmarshal(e.body, &recorded); err != nil {
		n.t.Errorf("%v", err)
	}
	names := map[string]bool{}
	for _, check := range recorded.Data {
		names[strings.ReplaceAll(check.ID, "EVM.31337", "EVM."+n.chainID())] = true
	}
	for _, job := range n.jobs {
		names[fmt.Sprintf("DirectRequest.%s.Listener", job["externalJobID"])] = true
	}
	for name := range n.failing {
		names[name] = true
	}
	var data []any
	for _, name := range slices.Sorted(maps.Keys(names)) {
		status := "passing"
		if n.failing[name] != "" {
			status = "failing"
		}
		data = append(data, map[string]any{"type": "checks", "id": name, "attributes": map[string]any{
			"name": name, "status": status, "output": n.failing[name]}})
	}
	maps.Copy(w.Header(), e.header)
	if len(n.failing) > 0 {
		w.WriteHeader(http.StatusMultiStatus)
	}
	_, _ = w.Write(n.json(map[string]any{"data": data}))
}

var (
	recordedVersion = regexp.MustCompile(`version="2\.18\.0"`)
	recordedHead    = regexp.MustCompile(`(?m)^(head_tracker_current_head\{[^}]*\}) .*$`)
	recordedBalance = regexp.MustCompile(`(?m)^eth_balance\{.*\n`)
	recordedTasks   = regexp.MustCompile(`(?m)^(pipeline_tasks_total_finished|pipeline_run_errors|bridge_)[a-z_]*\{.*\n`)
)

// metrics are the recorded ones with this node's version, chain, keys and head, and without the recorded node's past.
func (n *Node) metrics(w http.ResponseWriter) {
	raw, err := recordings.ReadFile("recordings/metrics.prom")
	if err != nil {
		n.t.Errorf("%v", err)
	}
	text := string(raw)
	if n.cfg.Version != "" {
		text = recordedVersion.ReplaceAllString(text, `version="`+n.cfg.Version+`"`)
	}
	text = recordedTasks.ReplaceAllString(text, "")
	var balances strings.Builder
	for _, key := range n.addresses() {
		fmt.Fprintf(&balances, "eth_balance{account=%q,evmChainID=\"31337\"} 1\n", key.Hex())
	}
	text = recordedBalance.ReplaceAllString(text, balances.String())
	text = strings.ReplaceAll(text, `"31337"`, `"`+n.chainID()+`"`)
	if n.head > 0 {
		text = recordedHead.ReplaceAllString(text, fmt.Sprintf("$1 %d", n.head))
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8; escaping=underscores")
	_, _ = w.Write([]byte(text))
}

func (n *Node) addresses() []common.Address {
	if len(n.cfg.Keys) == 0 {
		return []common.Address{common.HexToAddress("0xCe3aB00c4D3bC7a560d8610CDBB4bDf2AfE527c2")}
	}
	return n.cfg.Keys
}

// attributes are those of the first element of a recorded list or of a single recorded element.
func (n *Node) attributes(recording string) map[string]any {
	e, err := readExchange(recording)
	if err != nil {
		n.t.Errorf("%v", err)
		return nil
	}
	var document struct{ Data json.RawMessage }
	type single struct{ Attributes map[string]any }
	var one single
	var many []single
	if err := json.Unmarshal(e.body, &document); err != nil {
		n.t.Errorf("%v", err)
	}
	if json.Unmarshal(document.Data, &many) == nil && len(many) > 0 {
		return many[0].Attributes
	}
	if err := json.Unmarshal(document.Data, &one); err != nil {
		n.t.Errorf("recording %s: %v", recording, err)
	}
	return one.Attributes
}

func (n *Node) keys(w http.ResponseWriter) {
	var elements []element
	for _, key := range n.addresses() {
		attributes := n.attributes("02-list-eth-keys")
		attributes["evmChainID"], attributes["address"] = n.chainID(), key.Hex()
		elements = append(elements, element{n.chainID() + "/" + key.Hex(), attributes})
	}
	n.list(w, "02-list-eth-keys", "eTHKeys", elements)
}

func (n *Node) chains(w http.ResponseWriter) {
	attributes := n.attributes("02b-chains")
	config, _ := attributes["config"].(string)
	config = strings.ReplaceAll(config, "ChainID = '31337'", "ChainID = '"+n.chainID()+"'")
	for name, value := range n.cfg.ChainConfig {
		setting := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + ` = .*$`)
		if !setting.MatchString(config) {
			n.t.Errorf("the recorded configuration has no setting %s", name)
		}
		config = setting.ReplaceAllString(config, name+" = "+value)
	}
	attributes["config"] = config
	n.list(w, "02b-chains", "evm_chain", []element{{n.chainID(), attributes}})
}

// Run is a run to put into the node's history.
type Run struct {
	Job       uuid.UUID // external job id
	RequestID common.Hash
	Pending   bool              // not finished
	Errors    map[string]string // of tasks by their ids; a run with any is errored
	CreatedAt time.Time         // zero means now
}

// AddRun puts a run at the top of the node's history.
func (n *Node) AddRun(run Run) {
	raw, err := recordings.ReadFile("recordings/onchain-run.json")
	if err != nil {
		n.t.Errorf("%v", err)
	}
	var recorded struct {
		Data []struct{ Attributes map[string]any }
	}
	if err := json.Unmarshal(raw, &recorded); err != nil || len(recorded.Data) == 0 {
		n.t.Errorf("recorded run: %v", err)
		return
	}
	attributes := recorded.Data[0].Attributes
	inputs, _ := attributes["inputs"].(map[string]any)
	inputs["jobSpec"].(map[string]any)["externalJobID"] = "0x" + strings.ReplaceAll(run.Job.String(), "-", "")
	meta := inputs["jobRun"].(map[string]any)["meta"].(map[string]any)
	meta["oracleRequest"].(map[string]any)["requestId"] = run.RequestID.Hex()
	at := run.CreatedAt
	if at.IsZero() {
		at = time.Now()
	}
	attributes["createdAt"], attributes["finishedAt"] = at.UTC(), at.UTC().Add(time.Second)
	if run.Pending {
		attributes["finishedAt"], attributes["outputs"], attributes["fatalErrors"] = nil, nil, nil
	}
	for _, task := range attributes["taskRuns"].([]any) {
		task := task.(map[string]any)
		if text := run.Errors[task["dotId"].(string)]; text != "" {
			task["error"], task["output"] = text, nil
			attributes["fatalErrors"] = []any{"task inputs: too many errors"}
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.runs = append([]map[string]any{attributes}, n.runs...)
}

func (n *Node) pipelineRuns(w http.ResponseWriter, r *http.Request) {
	size, err := strconv.Atoi(r.URL.Query().Get("size"))
	if err != nil {
		n.t.Errorf("GET /v2/pipeline/runs: size: %v", err)
	}
	var elements []element
	for i, run := range n.runs[:min(size, len(n.runs))] {
		elements = append(elements, element{strconv.Itoa(len(n.runs) - i), run})
	}
	n.list(w, "60-pipeline-runs", "pipelineRun", elements)
}
