package bridge

import (
	"fmt"
	"strings"
)

// MaxIDBytes is the length limit, in bytes, of a request's id. A node sends 66 bytes (a request id) or 36 (a UUID).
// The id is echoed in every answer, so its limit is part of what keeps answers below MaxAnswerBytes.
const MaxIDBytes = 128

// Request is what a bridge task posts to an adapter.
//
// Source: chainlink v2.29, core/services/pipeline/task.bridge.go, BridgeTask.Run
type Request struct {
	// ID is the job run id, the field id or jobRunID: the text of a string, or the literal of a number; empty if absent
	// or null.
	ID string
	// Endpoint is the older position of the endpoint's name, beside data; empty if absent. Data.Endpoint precedes it.
	Endpoint string
	// Data is the question.
	Data Data
	// Meta is what a node adds about the run that asks.
	Meta Meta
	// ResponseURL is where an asynchronous answer goes; empty if the task is not asynchronous. It is a secret: whoever
	// knows it can answer in the adapter's place.
	ResponseURL string
	// Faults are fields of the wrong JSON type or length. The caller adds its own findings, so that one answer names
	// them all.
	Faults Faults
}

// Data holds the fields that any endpoint reads, each empty if absent, null or empty in the request. Other fields are
// ignored. Aliases lists the other names that a field may have.
type Data struct {
	Endpoint  string // name of the endpoint
	Subject   string // score: on-chain address, 0x and 40 hex digits
	Subjects  string // scores: addresses one after the other, 0x and 40 hex digits each
	UserID    string // score: an operator's own id of a citizen
	RecordID  string // record: 0x and 64 hex digits
	RequestID string // record: id of the grant, 0x and 64 hex digits
	PublicKey string // record: the requester's X25519 key, 0x and 64 hex digits
}

// Meta is the meta object that a node adds to a request.
type Meta struct {
	// OracleRequest describes the on-chain request, or is nil if none started the run.
	OracleRequest *OracleRequest
}

// OracleRequest is the OracleRequest event as a node passes it on. Every field is the node's text: addresses, bytes
// and hashes as 0x-hex, Payment (juels), CancelExpiration (Unix seconds) and DataVersion in decimal.
//
// Source: chainlink v2.29, core/services/directrequest/delegate.go, oracleRequestToMap
type OracleRequest struct {
	SpecID, Requester, RequestID, Payment, CallbackAddr     string
	CallbackFunctionID, CancelExpiration, DataVersion, Data string
}

// Fault is one thing wrong with one field of a request. Its text names the field and the remedy, never the value.
type Fault struct {
	Field   string // path of the field, such as data.subject
	Problem string // what is wrong and what is wanted, such as "must be a string"
	Missing bool   // the field is absent or empty
}

// Faults are all faults of one request. It is an error whose text is one line.
type Faults []Fault

// Error lists the faults, each as "field problem", separated by semicolons.
func (f Faults) Error() string {
	parts := make([]string, len(f))
	for i, fault := range f {
		parts[i] = fault.Field + " " + fault.Problem
	}
	return strings.Join(parts, "; ")
}

// Missing reports whether every fault is an absent field.
func (f Faults) Missing() bool {
	for _, fault := range f {
		if !fault.Missing {
			return false
		}
	}
	return true
}

// ParseRequest reads the body of a bridge task's POST.
//
// It is strict where a reader must not guess (RFC 8259 syntax, UTF-8, no duplicate of a field it reads, exact case of
// names, at most MaxDepth levels) and ignores fields it does not know, because nodes add some. Returns a *SyntaxError
// if the body is not such a JSON object; fields of the wrong type are listed in Request.Faults. The strings of the
// result share one copy of body, which the caller may reuse.
func ParseRequest(body []byte) (Request, error) {
	top := [...]member{
		{name: "id"}, {name: "jobRunID"}, {name: "jobRunId"}, {name: "endpoint"}, {name: "data"}, {name: "meta"}, {name: "responseURL"},
	}
	if err := parseDocument(string(body), top[:]); err != nil {
		return Request{}, err
	}
	var req Request
	req.ID = req.id(req.given("", top[:3]))
	req.Endpoint = req.text("", top[3])
	if err := req.data(top[4]); err != nil {
		return Request{ID: req.ID}, err
	}
	if err := req.meta(top[5]); err != nil {
		return Request{ID: req.ID}, err
	}
	req.ResponseURL = req.text("", top[6])
	return req, nil
}

func (r *Request) id(m member) string {
	switch m.kind {
	case kindAbsent, kindNull:
		return ""
	case kindString, kindNumber:
		id := m.text()
		if len(id) > MaxIDBytes {
			r.fault("id", fmt.Sprintf("is longer than %d bytes", MaxIDBytes))
			return ""
		}
		return id
	default:
		r.fault("id", "must be a string or a number")
		return ""
	}
}

func (r *Request) data(m member) error {
	switch m.kind {
	case kindAbsent, kindNull:
		r.Faults = append(r.Faults, Fault{
			Field: "data", Problem: "is missing: give an object with the endpoint and its fields", Missing: true,
		})
		return nil
	case kindObject:
	default:
		r.fault("data", "must be a JSON object; if a job spec wrote it, check its quoting")
		return nil
	}
	fields := dataFields()
	if err := parseMembers(m.raw, fields[:]); err != nil {
		return err
	}
	const prefix = "data."
	r.Data = Data{
		Endpoint: r.text(prefix, fields[endpointAt]),
		Subject:  r.text(prefix, r.given(prefix, fields[subjectAt:subjectsAt])), Subjects: r.text(prefix, fields[subjectsAt]),
		UserID:   r.text(prefix, r.given(prefix, fields[userAt:recordAt])),
		RecordID: r.text(prefix, r.given(prefix, fields[recordAt:requestAt])), RequestID: r.text(prefix, r.given(prefix, fields[requestAt:keyAt])),
		PublicKey: r.text(prefix, r.given(prefix, fields[keyAt:])),
	}
	return nil
}

// Where each field of data stands in dataFields, its own name first and its aliases after it.
const (
	endpointAt = 0
	subjectAt  = 1
	subjectsAt = 5
	userAt     = 6
	recordAt   = 9
	requestAt  = 12
	keyAt      = 15
)

// dataFields are the members of data that are read.
func dataFields() [17]member {
	return [...]member{
		{name: "endpoint"},
		{name: "subject"}, {name: "address"}, {name: "walletAddress"}, {name: "wallet_address"},
		{name: "subjects"},
		{name: "userId"}, {name: "userID"}, {name: "user_id"},
		{name: "recordId"}, {name: "recordID"}, {name: "record_id"},
		{name: "requestId"}, {name: "requestID"}, {name: "request_id"},
		{name: "publicKey"}, {name: "public_key"},
	}
}

// Aliases are the other names of each field of data that has some, in the order in which they are looked for. A request
// gives a field once, by one of its names.
func Aliases() map[string][]string {
	fields, aliases := dataFields(), map[string][]string{}
	for _, at := range [...][2]int{{subjectAt, subjectsAt}, {userAt, recordAt}, {recordAt, requestAt}, {requestAt, keyAt}, {keyAt, len(fields)}} {
		for _, alias := range fields[at[0]+1 : at[1]] {
			aliases[fields[at[0]].name] = append(aliases[fields[at[0]].name], alias.name)
		}
	}
	return aliases
}

// given is the one of several names of a field that the request gives, under the field's own name, which comes first in
// names. More than one is a fault.
func (r *Request) given(prefix string, names []member) member {
	found := member{name: names[0].name}
	by := ""
	for _, m := range names {
		switch {
		case m.kind == kindAbsent, m.kind == kindNull:
		case by != "":
			r.fault(prefix+m.name, "is given beside "+prefix+by+", which means the same; give one of them")
		default:
			found.kind, found.raw, by = m.kind, m.raw, m.name
		}
	}
	return found
}

func (r *Request) meta(m member) error {
	if m.kind == kindAbsent || m.kind == kindNull {
		return nil
	}
	if m.kind != kindObject {
		r.fault("meta", "must be a JSON object")
		return nil
	}
	fields := [...]member{{name: "oracleRequest"}}
	if err := parseMembers(m.raw, fields[:]); err != nil {
		return err
	}
	switch fields[0].kind {
	case kindAbsent, kindNull:
		return nil
	case kindObject:
		return r.oracleRequest(fields[0].raw)
	default:
		r.fault("meta.oracleRequest", "must be a JSON object")
		return nil
	}
}

func (r *Request) oracleRequest(raw string) error {
	const prefix = "meta.oracleRequest."
	f := [...]member{
		{name: "specId"}, {name: "requester"}, {name: "requestId"}, {name: "payment"}, {name: "callbackAddr"},
		{name: "callbackFunctionId"}, {name: "cancelExpiration"}, {name: "dataVersion"}, {name: "data"},
	}
	if err := parseMembers(raw, f[:]); err != nil {
		return err
	}
	r.Meta.OracleRequest = &OracleRequest{
		SpecID: r.text(prefix, f[0]), Requester: r.text(prefix, f[1]), RequestID: r.text(prefix, f[2]),
		Payment: r.text(prefix, f[3]), CallbackAddr: r.text(prefix, f[4]), CallbackFunctionID: r.text(prefix, f[5]),
		CancelExpiration: r.text(prefix, f[6]), DataVersion: r.text(prefix, f[7]), Data: r.text(prefix, f[8]),
	}
	return nil
}

// text is the string of m, or "" with a fault if m holds something else.
func (r *Request) text(prefix string, m member) string {
	switch m.kind {
	case kindAbsent, kindNull:
		return ""
	case kindString:
		return m.text()
	default:
		r.fault(prefix+m.name, "must be a string")
		return ""
	}
}

func (r *Request) fault(field, problem string) {
	r.Faults = append(r.Faults, Fault{Field: field, Problem: problem})
}
