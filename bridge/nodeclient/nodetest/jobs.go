package nodetest

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
	"github.com/pelletier/go-toml/v2"
	"github.com/shopspring/decimal"
)

func (n *Node) createBridge(w http.ResponseWriter, body []byte) {
	var given struct{ Name, URL string }
	if err := json.Unmarshal(body, &given); err != nil {
		n.t.Errorf("%v", err)
	}
	switch name := strings.ToLower(given.Name); {
	case n.bridges[name] != nil:
		n.refuse(w, "10b-bridge-create-duplicate", http.StatusBadRequest, fmt.Sprintf("Bridge Type %s already exists", name))
	case !regexp.MustCompile(`^[a-zA-Z0-9-_]*$`).MatchString(given.Name):
		n.refuse(w, "10c-bridge-create-bad-name", http.StatusUnprocessableEntity,
			fmt.Sprintf("task type validation: name %s contains invalid characters", given.Name))
	default:
		n.change("create bridge %s", name)
		n.bridges[name] = n.bridge("50-bridge-create", name, given.URL)
		n.sayElement(w, "50-bridge-create", "bridges", name, n.bridges[name])
		delete(n.bridges[name], "incomingToken") // shown once
	}
}

func (n *Node) updateBridge(w http.ResponseWriter, name string, body []byte) {
	var given struct{ Name, URL string }
	if err := json.Unmarshal(body, &given); err != nil {
		n.t.Errorf("%v", err)
	}
	if n.bridges[name] == nil {
		n.t.Errorf("PATCH of bridge %s, which is not there: that was not recorded", name)
		return
	}
	n.change("update bridge %s", name)
	n.bridges[name] = n.bridge("13-bridge-update", name, given.URL)
	n.sayElement(w, "13-bridge-update", "bridges", name, n.bridges[name])
}

func (n *Node) bridge(recording, name, to string) map[string]any {
	attributes := n.attributes(recording)
	attributes["name"], attributes["url"] = name, to
	return attributes
}

func (n *Node) sayElement(w http.ResponseWriter, recording, kind, id string, attributes map[string]any) {
	n.say(w, recording, func([]byte) []byte {
		return n.json(map[string]any{"data": map[string]any{"type": kind, "id": id, "attributes": attributes}})
	})
}

// jobTOML is a job spec as far as the stand-in reads it.
type jobTOML struct {
	Type              string   `toml:"type"`
	SchemaVersion     int      `toml:"schemaVersion"`
	Name              string   `toml:"name"`
	ExternalJobID     string   `toml:"externalJobID"`
	EVMChainID        string   `toml:"evmChainID"`
	ContractAddress   string   `toml:"contractAddress"`
	Requesters        []string `toml:"requesters"`
	Confirmations     any      `toml:"minIncomingConfirmations"`
	MinPayment        string   `toml:"minContractPaymentLinkJuels"`
	GasLimit          *uint64  `toml:"gasLimit"`
	ObservationSource string   `toml:"observationSource"`
}

func (n *Node) createJob(w http.ResponseWriter, body []byte) {
	var given struct{ TOML string }
	var job jobTOML
	if err := json.Unmarshal(body, &given); err != nil {
		n.t.Errorf("%v", err)
	}
	if err := toml.Unmarshal([]byte(given.TOML), &job); err != nil {
		n.t.Errorf("a job spec that is not TOML: %v", err)
		return
	}
	if n.refused(w, job) {
		return
	}
	n.change("create job %s", job.Name)
	id := n.addJob(job)
	n.sayElement(w, "21-job-create-directrequest", "jobs", id, n.jobs[id])
}

var bridgeTask = regexp.MustCompile(`type="?bridge"?\s+name="([^"]*)"`)

// refused answers with what the node was recorded to say to a faulty job spec, if it is one.
func (n *Node) refused(w http.ResponseWriter, job jobTOML) bool {
	switch {
	case job.SchemaVersion == 0:
		n.refuseAs(w, "no schemaVersion", nil)
	case job.EVMChainID == "":
		n.refuseAs(w, "no evmChainID", nil)
	case job.EVMChainID != n.chainID():
		n.refuseAs(w, "unknown evmChainID", strings.NewReplacer("exist: 1", "exist: "+job.EVMChainID))
	case common.HexToAddress(job.ContractAddress).Hex() != job.ContractAddress:
		n.refuseAs(w, "contractAddress lower case", nil)
	default:
		return n.refusedByOthers(w, job)
	}
	return true
}

// refusedByOthers looks at what else is on the node.
func (n *Node) refusedByOthers(w http.ResponseWriter, job jobTOML) bool {
	for _, other := range n.jobs {
		if other["externalJobID"] == job.ExternalJobID {
			n.refuseAs(w, "externalJobID already used", nil)
			return true
		}
		if other["name"] == job.Name {
			n.refuseAs(w, "externalJobID already used", strings.NewReplacer("external_job_id_uniq", "idx_jobs_name_uniq"))
			return true
		}
	}
	for _, bridge := range bridgeTask.FindAllStringSubmatch(job.ObservationSource, -1) {
		if n.bridges[strings.ToLower(bridge[1])] == nil {
			n.refuse(w, "22-job-create-unknown-bridge", http.StatusInternalServerError,
				fmt.Sprintf("not all bridges exist, asked for [%s], exists []", bridge[1]))
			return true
		}
	}
	return false
}

// refuseAs answers as the node did to a recorded case, with the test's values put in.
func (n *Node) refuseAs(w http.ResponseWriter, name string, edit *strings.Replacer) {
	raw, err := recordings.ReadFile("recordings/spec-validation.json")
	if err != nil {
		n.t.Errorf("%v", err)
	}
	var cases []struct {
		Case   string
		Status int
		Result struct{ Errors []struct{ Detail string } }
	}
	if err := json.Unmarshal(raw, &cases); err != nil {
		n.t.Errorf("%v", err)
	}
	for _, c := range cases {
		if c.Case == name {
			detail := c.Result.Errors[0].Detail
			if edit != nil {
				detail = edit.Replace(detail)
			}
			n.refuse(w, "22-job-create-unknown-bridge", c.Status, detail)
			return
		}
	}
	n.t.Errorf("no recorded case %q", name)
}

// addJob keeps a job as the node shows it.
func (n *Node) addJob(job jobTOML) string {
	n.made++
	id := strconv.Itoa(n.made)
	attributes := n.attributes("21-job-create-directrequest")
	attributes["name"], attributes["externalJobID"] = job.Name, job.ExternalJobID
	if parsed, err := uuid.Parse(job.ExternalJobID); err == nil {
		attributes["externalJobID"] = parsed.String()
	}
	if job.GasLimit != nil {
		attributes["gasLimit"] = *job.GasLimit
	}
	spec, _ := attributes["directRequestSpec"].(map[string]any)
	spec["contractAddress"], spec["evmChainID"] = job.ContractAddress, job.EVMChainID
	confirmations, err := strconv.Atoi(fmt.Sprint(job.Confirmations))
	if err != nil {
		n.t.Errorf("minIncomingConfirmations: %v", err)
	}
	spec["minIncomingConfirmations"], spec["minContractPaymentLinkJuels"] = confirmations, inLink(job.MinPayment)
	var requesters []string
	for _, r := range job.Requesters {
		requesters = append(requesters, strings.ToLower(r))
	}
	spec["requesters"] = requesters
	pipeline, _ := attributes["pipelineSpec"].(map[string]any)
	pipeline["id"], pipeline["jobID"], pipeline["dotDagSource"] = n.made, n.made, job.ObservationSource
	n.jobs[id] = attributes
	return id
}

// inLink writes juels as the node shows them.
//
// Source: chainlink-common, pkg/assets, Link.MarshalText
func inLink(juels string) string {
	amount, ok := new(big.Int).SetString(juels, 10)
	if !ok || amount.Cmp(big.NewInt(1e12)) < 0 {
		return juels
	}
	return decimal.NewFromBigInt(amount, -18).String() + " link"
}

func (n *Node) deleteJob(w http.ResponseWriter, id string) {
	if n.jobs[id] == nil {
		n.t.Errorf("DELETE of job %s, which is not there: that was not recorded", id)
		return
	}
	n.change("delete job %s", n.jobs[id]["name"])
	delete(n.jobs, id)
	w.WriteHeader(http.StatusNoContent)
}

// PutBridge puts a bridge on the node, whatever was there.
func (n *Node) PutBridge(name, to string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.bridges[name] = n.bridge("13-bridge-update", name, to)
}

// PutJob puts a job on the node without the checks of its API.
func (n *Node) PutJob(spec []byte) {
	var job jobTOML
	if err := toml.Unmarshal(spec, &job); err != nil {
		n.t.Errorf("%v", err)
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.addJob(job)
}

// RemoveJob takes a job off the node by its name.
func (n *Node) RemoveJob(name string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for id, job := range n.jobs {
		if job["name"] == name {
			delete(n.jobs, id)
		}
	}
}

// RemoveBridge takes a bridge off the node.
func (n *Node) RemoveBridge(name string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.bridges, name)
}

// EditBridge changes what the node shows of a bridge.
func (n *Node) EditBridge(name, attribute string, value any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.bridges[name][attribute] = value
}

// Job is the task graph of a job that the node has, by the job's name; "" if there is none.
func (n *Node) Job(name string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, job := range n.jobs {
		if job["name"] == name {
			source, _ := job["pipelineSpec"].(map[string]any)["dotDagSource"].(string)
			return source
		}
	}
	return ""
}
