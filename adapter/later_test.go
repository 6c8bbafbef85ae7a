package adapter_test

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/glebarez/sqlite"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/deferred/resumetest"
	"github.com/link4health/link4health/adapter/market"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/bridge"
)

// asking is an adapter and a node whose bridge tasks are asynchronous.
type asking struct {
	*fixture
	node *resumetest.Node
}

// startAsking runs both; a score is answered later after so long.
func startAsking(t *testing.T, after time.Duration) asking {
	t.Helper()
	node := resumetest.Start(t)
	f := start(t, func(cfg *config.Config, deps *adapter.Deps) {
		cfg.ResponseURLHosts = []string{node.Host()}
		cfg.ResponseURLAfter = config.Milliseconds(after)
		deps.Deferred, _ = deps.Scores.(*store.Store)
	})
	return asking{f, node}
}

// ask posts a body as the node does for a task.
func (a asking) ask(t *testing.T, body string) (task *resumetest.Task, r reply, waits bool) {
	t.Helper()
	task = a.node.NewTask()
	_, _, waits = task.Ask(func(responseURL string) (int, []byte) {
		r = a.post(t, withResponseURL(body, responseURL))
		return r.status, r.body
	})
	return task, r, waits
}

func withResponseURL(body, responseURL string) string {
	return strings.TrimSuffix(body, "}") + `,"responseURL":"` + responseURL + `"}`
}

// value is the answer that the node took, as the tasks after the bridge read it.
func value(t *testing.T, result string) map[string]any {
	t.Helper()
	var resume struct{ Value map[string]any }
	require.NoError(t, json.Unmarshal([]byte(result), &resume), result)
	require.NotNil(t, resume.Value, result)
	return resume.Value
}

func TestLater_ARecordIsConfirmedAndThenDelivered(t *testing.T) {
	t.Parallel()
	a := startAsking(t, time.Minute)
	task, r, waits := a.ask(t, a.recordBody(grantID(market.Approved)))
	require.True(t, waits, "%s", r.body)
	require.Equal(t, `{"pending":true}`, string(r.body))
	require.Equal(t, "application/json", r.header.Get("Content-Type"))

	later := value(t, task.Result(t))
	atOnce := a.post(t, a.recordBody(grantID(market.Approved))).json(t)
	for _, doc := range []map[string]any{later, atOnce} {
		require.Contains(t, doc, "timestamps")
		delete(doc, "timestamps")
	}
	require.Equal(t, atOnce, later, "the tasks after the bridge read the same")
	require.Len(t, a.rows(t)["record_release"], 1)
}

func TestLater_ASlowScoreIsConfirmedAndThenDelivered(t *testing.T) {
	t.Parallel()
	a := startAsking(t, 0)
	want := a.post(t, scoreBody(subject)).json(t)["data"]
	task, r, waits := a.ask(t, scoreBody(subject))
	require.True(t, waits, "%s", r.body)
	require.Equal(t, want, value(t, task.Result(t))["data"])
	require.Eventually(t, func() bool { return strings.Contains(a.log.String(), "deferred answer was delivered") }, 30*time.Second, time.Millisecond)
	requireNothingPersonal(t, "log", a.log.String())
	require.NotContains(t, a.log.String(), "/v2/resume/", "who knows the response URL can answer in our place")
}

func TestLater_AQuickScoreIsAnsweredAtOnce(t *testing.T) {
	t.Parallel()
	a := startAsking(t, time.Minute)
	_, r, waits := a.ask(t, scoreBody(subject))
	require.False(t, waits)
	require.Equal(t, http.StatusOK, r.status)
	require.Contains(t, r.json(t), "data")
	require.Empty(t, deferredRows(t, a.fixture))
}

func TestLater_AFailureIsTheTasksError(t *testing.T) {
	t.Parallel()
	a := startAsking(t, 0)
	for body, want := range map[string]string{
		a.recordBody(grantID(market.Declined)):          bridge.NameGrantDeclined,
		a.recordBody(goneRecordID):                      bridge.NameGrantMismatch,
		scoreBody(sparse):                               bridge.NameInsufficientData,
		scoreBody("0x" + strings.Repeat("0", 40)):       bridge.NameUnknownSubject,
		a.recordBody([32]byte{0xff}):                    bridge.NameGrantNotFound,
		a.recordBody(strangerID):                        bridge.NamePatientMismatch,
		asked(recorder.Hex(), grant(lateID))(a.fixture): bridge.NameGrantExpired,
	} {
		task, r, waits := a.ask(t, body)
		require.True(t, waits, "%s: %s", want, r.body)
		var resume bridge.Resume
		require.NoError(t, json.Unmarshal([]byte(task.Result(t)), &resume))
		require.True(t, strings.HasPrefix(resume.Error, want+": "), "%s: %s", want, resume.Error)
		require.Nil(t, resume.Value)
		requireNothingPersonal(t, "failure", resume.Error)
	}
}

func TestLater_ARequestThatIsWrongIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	a := startAsking(t, time.Minute)
	for body, want := range map[string]string{
		`{"data":{"endpoint":"record"}}`:                                  bridge.NameMissingField,
		asked(registry.Hex(), grant(grantID(market.Approved)))(a.fixture): bridge.NameRequesterNotAllowed,
		`{"data":{"endpoint":"else"}}`:                                    bridge.NameUnknownEndpoint,
		`{"data":{}}`:                                                     bridge.NameMissingField,
	} {
		_, r, waits := a.ask(t, body)
		require.False(t, waits)
		require.GreaterOrEqual(t, r.status, 400)
		require.Contains(t, string(r.body), `"name":"`+want+`"`)
	}
	require.Empty(t, deferredRows(t, a.fixture))
}

func TestLater_NobodyButAnAllowedHostIsEverCalled(t *testing.T) {
	t.Parallel()
	a := startAsking(t, 0)
	stranger := resumetest.Start(t).NewTask()
	for _, url := range []string{stranger.URL, a.node.URL + "/v2/jobs", "", "nonsense"} {
		r := a.post(t, withResponseURL(scoreBody(subject), url))
		require.Equal(t, http.StatusOK, r.status)
		require.Contains(t, r.json(t), "data", "a final answer at once completes an asynchronous task too")
	}
	require.Contains(t, a.log.String(), "RESPONSE_URL_ALLOWED_HOSTS")
	require.NotContains(t, a.log.String(), stranger.URL)
	taken, refused := stranger.Taken()
	require.Zero(t, taken+refused)

	off := start(t, nil)
	require.Contains(t, off.post(t, withResponseURL(scoreBody(subject), stranger.URL)).json(t), "data")
}

func TestLater_TheDatabaseShowsNothingOfWhatWaits(t *testing.T) {
	t.Parallel()
	a := startAsking(t, 0)
	a.chain.mu.Lock()
	a.chain.hold = make(chan struct{})
	a.chain.mu.Unlock()
	task, r, waits := a.ask(t, a.recordBody(grantID(market.Approved)))
	require.True(t, waits, "%s", r.body)
	received(t, a.chain.asked)
	found := deferredRows(t, a.fixture)
	require.Len(t, found, 1)
	for _, hidden := range []string{task.URL, "/v2/resume/", hex32(recordID), "record"} {
		require.NotContains(t, found[0], hidden)
	}
	close(a.chain.hold)
	require.Contains(t, value(t, task.Result(t)), "result")
}

func TestLater_ARequestThatCannotBeStoredIsAnsweredAtOnce(t *testing.T) {
	t.Parallel()
	a := startAsking(t, 0)
	databaseGone(t, a.fixture)
	_, r, waits := a.ask(t, scoreBody(subject))
	require.False(t, waits)
	require.Equal(t, http.StatusServiceUnavailable, r.status)
	require.Contains(t, string(r.body), bridge.NameDatabaseUnavailable)
}

func TestLater_AStopLeavesTheRestToTheNextProcess(t *testing.T) {
	t.Parallel()
	a := startAsking(t, 0)
	a.chain.mu.Lock()
	a.chain.hold = make(chan struct{})
	a.chain.mu.Unlock()
	task := a.node.NewTask()
	r := a.post(t, withResponseURL(a.recordBody(grantID(market.Approved)), task.URL))
	require.Equal(t, bridge.Pending, string(r.body))
	received(t, a.chain.asked)
	close(a.chain.hold)
	require.NoError(t, a.stop())
	require.Len(t, deferredRows(t, a.fixture), 1, "the node did not wait yet when the process ended")
	taken, _ := task.Taken()
	require.Zero(t, taken)
}

// deferredRows is the table of what waits, as text.
func deferredRows(t *testing.T, f *fixture) []string {
	t.Helper()
	db, err := sql.Open(sqlite.DriverName, f.file)
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	return mustRows(t, db, "deferred_answer")
}
