package adapter_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/bridge"
)

// scenario is one bad request and what it is answered with.
type scenario struct {
	name   string
	method string // POST if empty
	path   string // "/" if empty
	header map[string]string
	body   func(*fixture) string
	before func(*testing.T, *fixture) // breaks something first
	status int
	failed string   // name of the failure
	says   []string // what the message tells to do
}

func text(body string) func(*fixture) string { return func(*fixture) string { return body } }

// grant is a good request for a record under a grant.
func grant(id [32]byte) func(*fixture) string {
	return func(f *fixture) string { return f.recordBody(id) }
}

// swapped is a good request for a record with one id exchanged.
func swapped(replace func(f *fixture) (old, with [32]byte)) func(*fixture) string {
	return func(f *fixture) string {
		from, to := replace(f)
		return strings.ReplaceAll(f.recordBody(grantID(market.Approved)), hex32(from), hex32(to))
	}
}

// asked adds the meta of a request from the chain.
func asked(requester string, body func(*fixture) string) func(*fixture) string {
	return func(f *fixture) string {
		return strings.TrimSuffix(body(f), "}") + `,"meta":{"oracleRequest":{"requester":"` + requester + `"}}}`
	}
}

func databaseGone(t *testing.T, f *fixture) {
	require.NoError(t, os.Rename(f.file, f.file+".away"))
	t.Cleanup(func() { require.NoError(t, os.Rename(f.file+".away", f.file)) })
}

func chainGone(t *testing.T, f *fixture) {
	f.chain.set(fmt.Errorf("post http://127.0.0.1:1/marked-api-key: %w", market.ErrChainUnavailable))
}

var badBodies = []scenario{
	{name: "no body", body: text(""), status: 400, failed: bridge.NameInvalidJSON, says: []string{"the body is empty"}},
	{name: "not JSON", body: text("subject=1"), status: 400, failed: bridge.NameInvalidJSON, says: []string{"not a JSON object at byte 0", "post {"}},
	{name: "JSON that breaks off", body: text(`{"id":"1","data":{"subject":"` + subject), status: 400, failed: bridge.NameInvalidJSON, says: []string{"ends inside a string"}},
	{name: "a list", body: text(`[]`), status: 400, failed: bridge.NameInvalidJSON, says: []string{"not a JSON object"}},
	{name: "deep JSON", body: text(`{"data":` + strings.Repeat("[", 1000) + strings.Repeat("]", 1000) + `}`), status: 400, failed: bridge.NameInvalidJSON, says: []string{"nests deeper than 32 levels"}},
	{name: "a field given twice", body: text(`{"data":{"subject":"` + subject + `","subject":"` + sparse + `"}}`), status: 400, failed: bridge.NameInvalidJSON, says: []string{"subject is given twice"}},
	{name: "a body over the limit", body: text(`{"data":"` + strings.Repeat("a", 4096) + `"}`), status: 413, failed: bridge.NamePayloadTooLarge, says: []string{"MAX_PAYLOAD_SIZE_LIMIT"}},
	{name: "a form", header: map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, body: text(scoreBody(subject)), status: 415, failed: bridge.NameUnsupportedContentType, says: []string{"set the header Content-Type to application/json"}},
	{name: "no content type", header: map[string]string{"Content-Type": ""}, body: text(scoreBody(subject)), status: 415, failed: bridge.NameUnsupportedContentType},
	{name: "JSON in another charset", header: map[string]string{"Content-Type": "application/json; charset=iso-8859-1"}, body: text(scoreBody(subject)), status: 415, failed: bridge.NameUnsupportedContentType, says: []string{"UTF-8"}},
	{name: "a compressed body", header: map[string]string{"Content-Encoding": "gzip"}, body: text(scoreBody(subject)), status: 415, failed: bridge.NameUnsupportedContentType, says: []string{"Content-Encoding"}},
	{name: "an unknown endpoint", body: text(`{"id":"1","data":{"endpoint":"marked-endpoint"}}`), status: 404, failed: bridge.NameUnknownEndpoint, says: []string{"score, scores or record"}},
	{name: "no data", body: text(`{"id":"1"}`), status: 400, failed: bridge.NameMissingField, says: []string{"data is missing"}},
	{name: "data as text", body: text(`{"id":"1","data":"{\"subject\":\"x\"}"}`), status: 400, failed: bridge.NameInvalidField, says: []string{"data must be a JSON object", "quoting"}},
}

var badScores = []scenario{
	{name: "no subject", body: text(`{"id":"1","data":{"endpoint":"score"}}`), status: 400, failed: bridge.NameMissingField, says: []string{"data.subject is missing; give the citizen's address"}},
	{name: "an empty subject", body: text(scoreBody("")), status: 400, failed: bridge.NameMissingField, says: []string{"data.subject is missing"}},
	{name: "a short subject", body: text(scoreBody(subject[:41])), status: 400, failed: bridge.NameInvalidField, says: []string{"data.subject must be an address"}},
	{name: "a subject without 0x", body: text(scoreBody(subject[2:])), status: 400, failed: bridge.NameInvalidField, says: []string{"data.subject must be an address"}},
	{name: "a number as subject", body: text(`{"data":{"subject":5}}`), status: 400, failed: bridge.NameInvalidField, says: []string{"data.subject must be a string"}},
	{name: "subject and user id", body: text(`{"data":{"subject":"` + subject + `","userId":"` + userID + `"}}`), status: 400, failed: bridge.NameInvalidField, says: []string{"give one of them"}},
	{name: "all faults at once", body: text(`{"id":{},"data":{"subject":"x","userId":"y"},"responseURL":5}`), status: 400, failed: bridge.NameInvalidField, says: []string{"id must be", "responseURL must be", "data.userId is given beside", "data.subject must be"}},
	{name: "an unknown subject", body: text(scoreBody("0x" + strings.Repeat("0", 40))), status: 404, failed: bridge.NameUnknownSubject, says: []string{"import the citizen's profile"}},
	{name: "an unknown user", body: text(`{"data":{"userId":"marked-nobody"}}`), status: 404, failed: bridge.NameUnknownUser, says: []string{"import the citizen's profile"}},
	{name: "too little data", body: text(scoreBody(sparse)), status: 422, failed: bridge.NameInsufficientData, says: []string{"too few kinds of measurement", "at least 5000 of 10000 basis points", "MIN_COVERAGE"}},
	{name: "a score for another contract", body: asked(recorder.Hex(), text(scoreBody(subject))), status: 403, failed: bridge.NameRequesterNotAllowed, says: []string{"SCORE_REGISTRY"}},
	{name: "a score for a contract that does not say who it is", body: asked("", text(scoreBody(subject))), status: 403, failed: bridge.NameRequesterNotAllowed},
	{name: "a user id from the chain", body: asked(registry.Hex(), text(`{"data":{"userId":"`+userID+`"}}`)), status: 400, failed: bridge.NameInvalidField, says: []string{"data.userId is for operators"}},
	{name: "a score without a database", before: databaseGone, body: text(scoreBody(subject)), status: 503, failed: bridge.NameDatabaseUnavailable, says: []string{"try again", "DATABASE_URL"}},
}

var badRecords = []scenario{
	{name: "no ids", body: text(`{"data":{"endpoint":"record"}}`), status: 400, failed: bridge.NameMissingField, says: []string{"data.recordId is missing", "data.requestId is missing", "data.publicKey is missing"}},
	{name: "ids of the wrong form", body: text(`{"data":{"endpoint":"record","recordId":"0x12","requestId":7,"publicKey":"` + strings.Repeat("g", 66) + `"}}`), status: 400, failed: bridge.NameInvalidField, says: []string{"data.requestId must be a string", "data.recordId must be 0x and 64", "data.publicKey must be 0x and 64"}},
	{name: "an unknown record", body: func(f *fixture) string {
		return strings.ReplaceAll(f.recordBody(goneRecordID), hex32(recordID), hex32(goneID))
	}, status: 404, failed: bridge.NameUnknownRecord, says: []string{"import the record"}},
	{name: "no grant", body: grant([32]byte{0xff}), status: 404, failed: bridge.NameGrantNotFound, says: []string{"check requestId"}},
	{name: "a grant that waits for the patient", body: grant(grantID(market.Requested)), status: 403, failed: bridge.NameGrantPending, says: []string{"wait for the approval"}},
	{name: "a declined grant", body: grant(grantID(market.Declined)), status: 403, failed: bridge.NameGrantDeclined, says: []string{"declined"}},
	{name: "an expired grant", body: grant(grantID(market.Expired)), status: 403, failed: bridge.NameGrantExpired, says: []string{"request again"}},
	{name: "an approved grant past its deadline", body: grant(lateID), status: 403, failed: bridge.NameGrantExpired},
	{name: "a revoked grant", body: grant(grantID(market.Revoked)), status: 403, failed: bridge.NameGrantRevoked, says: []string{"revoked"}},
	{name: "a failed grant", body: grant(grantID(market.Failed)), status: 403, failed: bridge.NameGrantClosed, says: []string{"request again"}},
	{name: "a grant that another adapter released", body: grant(grantID(market.Released)), status: 403, failed: bridge.NameGrantClosed},
	{name: "a grant for another record", body: swapped(func(*fixture) (old, with [32]byte) { return recordID, otherID }), status: 403, failed: bridge.NameGrantMismatch, says: []string{"another record"}},
	{name: "a grant for another key", body: swapped(func(f *fixture) (old, with [32]byte) { return f.publicKey(), [32]byte{9} }), status: 403, failed: bridge.NameGrantMismatch, says: []string{"another public key"}},
	{name: "a record that a stranger registered", body: grant(strangerID), status: 403, failed: bridge.NamePatientMismatch, says: []string{"registered on chain by somebody who is not its patient"}},
	{name: "a key that nobody can open", body: func(f *fixture) string {
		return strings.ReplaceAll(f.recordBody(badKeyID), hex32(f.publicKey()), hex32([32]byte{}))
	}, status: 400, failed: bridge.NameInvalidField, says: []string{"data.publicKey", "freshly generated"}},
	{name: "a record for another contract", body: asked(registry.Hex(), grant(grantID(market.Approved))), status: 403, failed: bridge.NameRequesterNotAllowed, says: []string{"RECORD_MARKET"}},
	{name: "a record without a database", before: databaseGone, body: grant(grantID(market.Approved)), status: 503, failed: bridge.NameDatabaseUnavailable},
	{name: "a record without a chain", before: chainGone, body: grant(grantID(market.Approved)), status: 503, failed: bridge.NameChainUnavailable, says: []string{"try again", "RPC_URL"}},
}

var badCallers = []scenario{
	{name: "no token", header: map[string]string{"Authorization": ""}, body: text(scoreBody(subject)), status: 401, failed: bridge.NameUnauthorized, says: []string{"ADAPTER_TOKENS", "Authorization"}},
	{name: "a wrong token", header: map[string]string{"Authorization": "Bearer " + token + "x"}, body: text(scoreBody(subject)), status: 401, failed: bridge.NameUnauthorized},
	{name: "half a token", header: map[string]string{"Authorization": "Bearer " + token[:10]}, body: text(scoreBody(subject)), status: 401, failed: bridge.NameUnauthorized},
	{name: "an empty token", header: map[string]string{"Authorization": "Bearer "}, body: text(scoreBody(subject)), status: 401, failed: bridge.NameUnauthorized},
	{name: "a token as password", header: map[string]string{"Authorization": "Basic " + token}, body: text(scoreBody(subject)), status: 401, failed: bridge.NameUnauthorized},
	{name: "an unknown path", path: "/marked-path", body: text(scoreBody(subject)), status: 404, failed: bridge.NameNotFound, says: []string{"BASE_URL"}},
	{name: "the wrong method", method: http.MethodGet, body: text(""), status: 405, failed: bridge.NameMethodNotAllowed, says: []string{"post requests"}},
	{name: "an invented method", method: "MARKED", body: text(""), status: 405, failed: bridge.NameMethodNotAllowed},
}

func TestServer_AnswersBadRequests(t *testing.T) {
	t.Parallel()
	for group, scenarios := range map[string][]scenario{"body": badBodies, "score": badScores, "scores": badBatches, "record": badRecords, "caller": badCallers} {
		for _, s := range scenarios {
			t.Run(group+": "+s.name, func(t *testing.T) {
				t.Parallel()
				s.run(t)
			})
		}
	}
}

func (s scenario) run(t *testing.T) {
	f := start(t, nil)
	before := f.rows(t)
	body := s.body(f)
	if s.before != nil {
		s.before(t, f)
	}
	header := map[string]string{"Content-Type": "application/json", "Authorization": "Bearer " + token}
	for name, value := range s.header {
		header[name] = value
	}
	method, path := http.MethodPost, "/"
	if s.method != "" {
		method = s.method
	}
	if s.path != "" {
		path = s.path
	}
	r := f.do(t, method, path, body, header)
	s.requireEnvelope(t, r)
	requireNothingPersonal(t, "answer", string(r.body))
	if s.failed == bridge.NameUnauthorized {
		require.Equal(t, `Bearer realm="link4health"`, r.header.Get("Www-Authenticate"))
	}
	requireNothingPersonal(t, "metrics", f.scrape(t))
	require.Contains(t, f.log.String(), `"error":"`+s.failed+`"`)
	requireNothingPersonal(t, "log", f.log.String())
	if s.before == nil {
		require.Equal(t, before, f.rows(t))
	}
}

// requireEnvelope checks that the answer is the one envelope, and what old and new nodes make of it.
func (s scenario) requireEnvelope(t *testing.T, r reply) {
	t.Helper()
	require.Equal(t, s.status, r.status, "%s", r.body)
	require.Equal(t, "application/json", r.header.Get("Content-Type"))
	require.NotEmpty(t, r.header.Get("X-Correlation-Id"))
	doc := r.json(t)
	require.Equal(t, "errored", doc["status"])
	require.InDelta(t, s.status, doc["statusCode"], 0)
	require.Len(t, doc, 4)
	failed, _ := doc["error"].(map[string]any)
	require.Equal(t, s.failed, failed["name"])
	message, _ := failed["message"].(string)
	require.NotEmpty(t, message)
	for _, says := range s.says {
		require.Contains(t, message, says)
	}
	require.LessOrEqual(t, len(r.body), bridge.MaxAnswerBytes)
	answer, err := bridge.ReadAnswer(r.status, r.body, bridge.New)
	require.EqualError(t, err, s.failed+": "+message)
	require.True(t, answer.Null)
	answer, err = bridge.ReadAnswer(r.status, r.body, bridge.Old)
	require.ErrorContains(t, err, fmt.Sprintf("(status code %d)", s.status))
	require.True(t, answer.Null)
}

func TestServer_WritesFailuresAsTextForOldNodes(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.ErrorFormat = config.ErrorText })
	r := f.post(t, `{"data":{}}`)
	for _, rules := range []bridge.Rules{bridge.Old, bridge.New} {
		_, err := bridge.Reader{Rules: rules, URL: "http://ea"}.Read(r.status, r.body)
		require.EqualError(t, err, "got error from http://ea: (status code 400) MissingField: "+
			"endpoint score: data.subject is missing; give the citizen's address, 0x and 40 hexadecimal digits")
	}
}

func TestServer_RefusesRecordsWhenItServesNone(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, deps *adapter.Deps) {
		cfg.RecordMarket, deps.Grants, deps.Chain, deps.Records = [20]byte{}, nil, nil, nil
	})
	s := scenario{status: 503, failed: bridge.NameEndpointDisabled, says: []string{"RPC_URL"}}
	s.requireEnvelope(t, f.post(t, f.recordBody(grantID(market.Approved))))
	require.Equal(t, 200, f.get(t, "/ready").status)
	require.NotContains(t, string(f.get(t, "/status").body), `"name":"record"`)
	require.Equal(t, 200, f.post(t, scoreBody(subject)).status)
}

func TestServer_RefusesScoresToContractsWhenNoneIsSet(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.ScoreRegistry = [20]byte{} })
	s := scenario{status: 403, failed: bridge.NameRequesterNotAllowed}
	s.requireEnvelope(t, f.post(t, asked("0x"+strings.Repeat("0", 40), text(scoreBody(subject)))(f)))
}

func TestServer_GivesUpAfterTheTimeLimit(t *testing.T) {
	t.Parallel()
	f := start(t, func(cfg *config.Config, _ *adapter.Deps) { cfg.APITimeout = config.Milliseconds(50 * time.Millisecond) })
	f.chain.hold = make(chan struct{})
	s := scenario{status: 504, failed: bridge.NameTimeout, says: []string{"API_TIMEOUT"}}
	s.requireEnvelope(t, f.post(t, f.recordBody(grantID(market.Approved))))
	require.Contains(t, f.scrape(t), `data_provider_requests{app_name="link4health",app_version="1.2.3",method="chain",provider_status_code="504"} 1`)
}

func TestServer_RefusesAHugeBodyUnread(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(f.url, "http://"))
	require.NoError(t, err)
	defer func() { require.NoError(t, connection.Close()) }()
	_, err = fmt.Fprintf(connection, "POST / HTTP/1.1\r\nHost: adapter\r\nContent-Type: application/json\r\n"+
		"Authorization: Bearer %s\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n", token)
	require.NoError(t, err)
	line, err := bufio.NewReader(connection).ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "HTTP/1.1 413 Request Entity Too Large\r\n", line)
}

func TestServer_RefusesAHugeBodyOfUnknownLength(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	body := io.MultiReader(strings.NewReader(strings.Repeat(" ", 4096)), strings.NewReader(scoreBody(subject)))
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, f.url, body)
	require.NoError(t, err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token)
	s := scenario{status: 413, failed: bridge.NamePayloadTooLarge}
	s.requireEnvelope(t, f.send(t, request))
}

func TestServer_RefusesABodyThatBreaksOff(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(f.url, "http://"))
	require.NoError(t, err)
	defer func() { require.NoError(t, connection.Close()) }()
	_, err = fmt.Fprintf(connection, "POST / HTTP/1.1\r\nHost: adapter\r\nContent-Type: application/json\r\n"+
		"Authorization: Bearer %s\r\nContent-Length: 100\r\n\r\n{\"id\":", token)
	require.NoError(t, err)
	tcp, _ := connection.(*net.TCPConn)
	require.NoError(t, tcp.CloseWrite())
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	require.NoError(t, err)
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	s := scenario{status: 400, failed: bridge.NameInvalidJSON, says: []string{"could not be read to its end"}}
	s.requireEnvelope(t, reply{status: response.StatusCode, header: response.Header, body: body})
}

// panicking is a database whose answer is a bug.
type panicking struct{ adapter.Scores }

func TestServer_SurvivesAPanic(t *testing.T) {
	t.Parallel()
	f := start(t, func(_ *config.Config, deps *adapter.Deps) { deps.Scores = panicking{} })
	s := scenario{status: 500, failed: bridge.NameInternalError, says: []string{"X-Correlation-Id"}}
	r := f.post(t, scoreBody(subject))
	s.requireEnvelope(t, r)
	require.NotContains(t, string(r.body), "nil pointer")
	require.Contains(t, f.log.String(), "nil pointer dereference")
	require.Contains(t, f.log.String(), `"stack"`)
	requireNothingPersonal(t, "log", f.log.String())
	require.Equal(t, 200, f.get(t, "/health").status)
}

func TestServer_NeverShowsSecretsOfForeignErrors(t *testing.T) {
	t.Parallel()
	f := start(t, nil)
	f.chain.set(errors.New(`Post "http://127.0.0.1:1/marked-api-key": refused`))
	require.Equal(t, 503, f.post(t, f.recordBody(grantID(market.Approved))).status)
	require.Equal(t, 503, f.get(t, "/ready").status)
	require.Contains(t, f.log.String(), `Post \"[redacted]\": refused`)
	requireNothingPersonal(t, "log", f.log.String())
}

func TestCases_AreComplete(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, c := range adapter.Cases() {
		require.NotEmpty(t, c.Name)
		require.False(t, names[c.Name], "%s is there twice", c.Name)
		names[c.Name] = true
		require.GreaterOrEqual(t, c.Status, 400, c.Name)
		require.NotEmpty(t, c.Message, c.Name)
		require.NotEmpty(t, c.Type, c.Name)
		require.LessOrEqual(t, len(c.Message), bridge.MaxMessageBytes)
	}
	for _, group := range [][]scenario{badBodies, badScores, badBatches, badRecords, badCallers} {
		for _, s := range group {
			require.True(t, names[s.failed], s.failed)
		}
	}
}
