//go:build cluster

package cluster_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/ingest"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// Size of what is imported.
const (
	citizens = 40
	perHead  = 4000 // readings of each
)

// asOf is the moment of all scores; its readings lie before it.
var asOf = time.Date(2026, 3, 15, 12, 0, 0, 0, time.UTC)

// TestCluster_SurvivesTheDeathOfANode imports and serves through a cluster while the node that all are connected to is
// killed and comes back.
func TestCluster_SurvivesTheDeathOfANode(t *testing.T) {
	nodes := startCluster(t)
	_, err := nodes[0].pool.ExecContext(t.Context(), "CREATE DATABASE link4health")
	require.NoError(t, err)
	url := fmt.Sprintf("mysql://root@127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d/link4health", nodes[0].port, nodes[1].port, nodes[2].port)
	s := storetest.MustOpen(t, store.Config{URL: url})
	file := writeReadings(t)
	importAll(t, s, writeProbe(t), nil)

	work, stop := context.WithCancel(t.Context())
	var group sync.WaitGroup
	answers, releases := &answers{}, &releases{store: s}
	group.Go(func() { answers.ask(work, serve(t, url)) })
	require.NoError(t, s.PutRecord(t.Context(), store.Record{ID: [32]byte{1}, UserID: "probe", Patient: "0x" + strings.Repeat("1", 40), Location: "https://r.example/1"}))
	group.Go(func() { releases.make(work) })

	rejoined := make(chan struct{})
	began := time.Now()
	summary := importAll(t, s, file, atFraction(0.3, func() {
		t.Logf("%5.1f s: SIGKILL to %s, to which everybody is connected", time.Since(began).Seconds(), nodes[0].name)
		nodes[0].kill()
		go func() {
			defer close(rejoined)
			nodes[1].waitSynced(t, 2)
			t.Logf("%5.1f s: the others go on as a cluster of 2", time.Since(began).Seconds())
			nodes[0].start(t)
			nodes[0].waitSynced(t, 3)
			t.Logf("%5.1f s: %s is back and up to date", time.Since(began).Seconds(), nodes[0].name)
		}()
	}))
	t.Logf("%5.1f s: import done: %d new, %d duplicate", time.Since(began).Seconds(), summary.Total.New, summary.Total.Duplicate)
	<-rejoined
	before := answers.count()
	require.Eventually(t, func() bool { return answers.count() > before+5 }, patience, 50*time.Millisecond)
	stop()
	group.Wait()

	require.Equal(t, citizens*perHead, summary.Total.New+summary.Total.Duplicate)
	require.Empty(t, answers.faults, "every score was served, and the same")
	t.Logf("scores: %d asked, %d answered, all alike, slowest %.1f s", answers.asked, answers.asked-len(answers.faults), answers.slowest.Seconds())
	require.Empty(t, releases.faults)
	want := contentsOf(t, uninterrupted(t, file))
	for _, n := range nodes {
		n.waitSynced(t, 3)
		pool := openPool(t, n.port, "link4health")
		require.Equal(t, want, contentsOf(t, pool), n.name)
		releases.require(t, pool)
		t.Logf("%s: %d rows, each as in an uninterrupted import; %d releases, each once", n.name, want.rows, len(releases.sealed))
	}
	t.Run("a node that is cut off from the others is left", func(t *testing.T) { testCutOff(t, s, nodes) })
	t.Run("without a majority it says so, and goes on when there is one", func(t *testing.T) { testNoMajority(t, s, nodes) })
}

// testCutOff isolates each node in turn, so that one of them is the one that the store is connected to.
func testCutOff(t *testing.T, s *store.Store, nodes []*node) {
	for i, n := range nodes {
		n.set(t, "gmcast.isolate=1")
		n.waitStatus(t, "wsrep_cluster_status", "non-Primary")
		nodes[(i+1)%3].waitStatus(t, "wsrep_cluster_size", "2")
		_, err := n.pool.ExecContext(t.Context(), "DO 1")
		require.ErrorContains(t, err, "1047", "it answers, but not what is asked")
		id := fmt.Sprintf("while-%s-was-away", n.name)
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: id}))
		_, err = s.Citizen(t.Context(), id)
		require.NoError(t, err)
		n.set(t, "gmcast.isolate=0")
		n.waitSynced(t, 3)
		pool := openPool(t, n.port, "link4health")
		var found int
		require.NoError(t, pool.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM user_data_iot WHERE user_id = ?", id).Scan(&found))
		require.Equal(t, 1, found)
	}
}

// testNoMajority kills two of three nodes.
func testNoMajority(t *testing.T, s *store.Store, nodes []*node) {
	nodes[0].kill()
	nodes[1].kill()
	nodes[2].waitStatus(t, "wsrep_cluster_status", "non-Primary")
	_, err := s.Citizen(t.Context(), "probe")
	require.ErrorIs(t, err, store.ErrUnavailable)
	require.ErrorIs(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "lost"}), store.ErrUnavailable)
	require.ErrorIs(t, s.Ping(t.Context()), store.ErrUnavailable)
	nodes[0].start(t)
	nodes[1].start(t)
	for _, n := range nodes {
		n.waitSynced(t, 3)
	}
	require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "found"}))
	_, err = s.Citizen(t.Context(), "lost")
	require.ErrorIs(t, err, store.ErrUnknownCitizen)
}

// answers asks for one citizen's score again and again.
type answers struct {
	mutex   sync.Mutex
	asked   int
	first   string
	slowest time.Duration
	faults  []string
}

func (a *answers) count() int {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	return a.asked
}

func (a *answers) ask(ctx context.Context, address string) {
	const question = `{"id":"1","data":{"endpoint":"score","userId":"probe"}}`
	for ctx.Err() == nil {
		began := time.Now()
		response, err := http.Post("http://"+address+"/", "application/json", strings.NewReader(question))
		text := fmt.Sprint(err)
		if err == nil {
			var answer struct{ Result any }
			body, _ := io.ReadAll(response.Body)
			_ = response.Body.Close()
			text = fmt.Sprint(response.StatusCode, " ", string(body))
			if response.StatusCode == http.StatusOK && json.Unmarshal(body, &answer) == nil {
				text = fmt.Sprint("score ", answer.Result)
			}
		}
		a.mutex.Lock()
		a.asked++
		a.slowest = max(a.slowest, time.Since(began))
		if a.first == "" {
			a.first = text
		}
		if text != a.first || !strings.HasPrefix(text, "score ") {
			a.faults = append(a.faults, text)
		}
		a.mutex.Unlock()
	}
}

// releases hands out one record for one request after another.
type releases struct {
	store  *store.Store
	sealed map[string][]byte // by request id
	faults []string
}

func (r *releases) make(ctx context.Context) {
	r.sealed = map[string][]byte{}
	for number := uint64(1); ctx.Err() == nil; number++ {
		var request [32]byte
		binary.BigEndian.PutUint64(request[:], number)
		sealed, err := r.store.Release(context.WithoutCancel(ctx), store.Release{RequestID: request, RecordID: [32]byte{1}},
			func() ([]byte, error) { return fmt.Appendf(nil, "sealed %d at %d", number, time.Now().UnixNano()), nil })
		if err != nil {
			r.faults = append(r.faults, err.Error())
			continue
		}
		r.sealed[fmt.Sprintf("0x%x", request)] = sealed
	}
}

// require checks that a server has each release once, with the bytes that were handed out.
func (r *releases) require(t *testing.T, pool *sql.DB) {
	t.Helper()
	rows, err := pool.QueryContext(t.Context(), "SELECT request_id, sealed FROM record_release")
	require.NoError(t, err)
	defer rows.Close()
	found := 0
	for ; rows.Next(); found++ {
		var id string
		var sealed []byte
		require.NoError(t, rows.Scan(&id, &sealed))
		require.Equal(t, string(r.sealed[id]), string(sealed))
	}
	require.NoError(t, rows.Err())
	require.Equal(t, len(r.sealed), found)
	var audited, entries int
	row := pool.QueryRowContext(t.Context(), "SELECT COUNT(DISTINCT request_id), COUNT(*) FROM audit_entry WHERE action = 'release'")
	require.NoError(t, row.Scan(&audited, &entries))
	require.Equal(t, []int{found, found}, []int{audited, entries})
}

// serve runs the adapter until the test ends and returns its address.
func serve(t *testing.T, url string) string {
	t.Helper()
	cfg, err := config.Load(map[string]string{
		"DATABASE_URL": url, "EA_PORT": "0", "METRICS_ENABLED": "false", "API_TIMEOUT": "60000", "MIN_COVERAGE": "0",
		"AS_OF": asOf.Format(time.RFC3339),
	})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	addresses, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- adapter.Serve(ctx, cfg, slog.New(slog.DiscardHandler), "test", func(a adapter.Addresses) { addresses <- a.Adapter })
	}()
	t.Cleanup(func() { stop(); <-ended })
	select {
	case address := <-addresses:
		return address
	case err := <-ended:
		ended <- err
		require.NoError(t, err)
		return ""
	}
}

// mapping declares everybody.
func mapping() ingest.Mapping {
	m := ingest.Mapping{
		Cities:   []ingest.City{{ID: "here", Name: "Here", Country: "Nowhere", TimeZone: "UTC"}},
		Citizens: []ingest.Citizen{{UserID: "probe", City: "here"}},
	}
	for n := range citizens {
		m.Citizens = append(m.Citizens, ingest.Citizen{UserID: fmt.Sprintf("citizen-%d", n), City: "here"})
	}
	return m
}

// importAll imports a file; progress is told how far it is.
func importAll(t *testing.T, s *store.Store, file string, progress func(done, total int64)) ingest.Summary {
	t.Helper()
	importer, err := ingest.New(ingest.Deps{Sink: s, Log: slog.New(slog.DiscardHandler)},
		ingest.Config{Mapping: mapping(), BatchSize: 500, Progress: progress})
	require.NoError(t, err)
	summary, err := importer.Import(t.Context(), file)
	require.NoError(t, err)
	return summary
}

// atFraction calls do once, when that part of the file has been read.
func atFraction(fraction float64, do func()) func(done, total int64) {
	var once sync.Once
	return func(done, total int64) {
		if float64(done) > fraction*float64(total) {
			once.Do(do)
		}
	}
}

// uninterrupted imports the same into a database that nobody disturbs.
func uninterrupted(t *testing.T, file string) *sql.DB {
	t.Helper()
	url := storetest.SQLite(t)
	s := storetest.MustOpen(t, store.Config{URL: url})
	importAll(t, s, writeProbe(t), nil)
	importAll(t, s, file, nil)
	return storetest.MustRaw(t, url)
}

// contents stands for all rows of the readings.
type contents struct {
	rows   int
	digest string
}

// contentsOf reads every row, in order.
func contentsOf(t *testing.T, pool *sql.DB) contents {
	t.Helper()
	rows, err := pool.QueryContext(t.Context(), "SELECT user_id, metric, observed_at, source, value_micro, period_s FROM citizen_reading ORDER BY 1, 2, 3, 4")
	require.NoError(t, err)
	defer rows.Close()
	hash, found := sha256.New(), 0
	for ; rows.Next(); found++ {
		var user, metric, source string
		var observedAt, value, period int64
		require.NoError(t, rows.Scan(&user, &metric, &observedAt, &source, &value, &period))
		fmt.Fprintln(hash, user, metric, observedAt, source, value, period)
	}
	require.NoError(t, rows.Err())
	return contents{found, fmt.Sprintf("%x", hash.Sum(nil))}
}

// writeReadings writes a file of samples of everybody but the probe.
func writeReadings(t *testing.T) string {
	t.Helper()
	var text bytes.Buffer
	text.WriteString("userId,metric,value,unit,observedAt,period,source\n")
	for n := range perHead {
		for c := range citizens {
			at := asOf.Add(-time.Duration(n+1) * time.Minute).Format(time.RFC3339)
			fmt.Fprintf(&text, "citizen-%d,heart_rate,%d,/min,%s,0,test\n", c, 50+(n*7+c*13)%100, at)
		}
	}
	return write(t, "readings.csv", text.Bytes())
}

// writeProbe writes a week of the citizen whose score is asked for.
func writeProbe(t *testing.T) string {
	t.Helper()
	var text bytes.Buffer
	text.WriteString("userId,metric,value,unit,observedAt,period,source\n")
	for day := range 10 {
		at := asOf.Truncate(24*time.Hour).AddDate(0, 0, -day).Format(time.RFC3339)
		fmt.Fprintf(&text, "probe,steps,%d,{steps},%s,86400,test\n", 6000+day*500, at)
	}
	return write(t, "probe.csv", text.Bytes())
}

func write(t *testing.T, name string, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, text, 0o600))
	return path
}
