package store_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// TestStore_MariaDB shares one server among all tests that need one.
func TestStore_MariaDB(t *testing.T) {
	t.Parallel()
	server := storetest.StartMariaDB(t)
	t.Run("conformance", func(t *testing.T) { storetest.Run(t, server.NewDatabase) })
	t.Run("every connection has the session's settings", func(t *testing.T) { testSession(t, server.NewDatabase(t)) })
	t.Run("the queries of a score scan no table", func(t *testing.T) { testMariaDBPlan(t, server.NewDatabase(t)) })
	t.Run("the newest readings are found by one step each", func(t *testing.T) { testMariaDBNewest(t, server.NewDatabase(t)) })
	t.Run("a transaction that loses a deadlock is run again", func(t *testing.T) { testDeadlock(t, server.NewDatabase(t)) })
	t.Run("imports go by INSERT where the server lets nobody load data", func(t *testing.T) { testNoLoading(t, server) })
	t.Run("a dump restores every table", func(t *testing.T) { testDump(t, server) })
	authority := newAuthority(t)
	second := storetest.StartMariaDB(t, authority.arguments...)
	t.Run("a server is trusted for its certificate alone", func(t *testing.T) { testTLS(t, authority, second) })
	t.Run("what may be late is read from a replica", func(t *testing.T) { testReplica(t, server, second) })
	t.Run("a cluster's next host is used when one is gone", func(t *testing.T) { testFailover(t, server) })
	t.Run("the settings of the pool hold", func(t *testing.T) { testPool(t, server) })
	t.Run("opening refuses without showing the password", func(t *testing.T) { testRefusedLogin(t, server) })
	t.Run("a server that is gone is unavailable", func(t *testing.T) { testServerGone(t, server) })
}

func testSession(t *testing.T, databaseURL string) {
	s := storetest.MustOpen(t, store.Config{URL: databaseURL})
	for range 2 {
		connection, err := s.Pool().Conn(t.Context())
		require.NoError(t, err)
		defer func() { require.NoError(t, connection.Close()) }() // both stay in use: two connections
		for variable, want := range map[string]string{
			"time_zone": "+00:00", "character_set_client": "utf8mb4", "character_set_connection": "utf8mb4",
		} {
			var got string
			require.NoError(t, connection.QueryRowContext(t.Context(), "SELECT @@"+variable).Scan(&got))
			require.Equal(t, want, got, variable)
		}
		var mode string
		require.NoError(t, connection.QueryRowContext(t.Context(), "SELECT @@sql_mode").Scan(&mode))
		for _, want := range []string{"STRICT_ALL_TABLES", "ONLY_FULL_GROUP_BY", "NO_ZERO_DATE"} {
			require.Contains(t, mode, want)
		}
		_, err = connection.ExecContext(t.Context(), "SELECT 1; SELECT 2")
		require.Error(t, err, "one statement at a time")
	}
	require.Equal(t, 2, s.Pool().Stats().InUse)
}

// testNoLoading has a server as MySQL's default is, without LOAD DATA LOCAL.
func testNoLoading(t *testing.T, server *storetest.MariaDB) {
	pool := storetest.MustRaw(t, server.NewDatabase(t))
	loads := func() string {
		return column(t, pool.QueryContext, "SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'COM_LOAD'")[0]
	}
	_, err := pool.ExecContext(t.Context(), "SET GLOBAL local_infile = OFF")
	require.NoError(t, err)
	defer func() {
		_, err := pool.ExecContext(t.Context(), "SET GLOBAL local_infile = ON")
		require.NoError(t, err)
	}()
	before := loads()
	storetest.RunImports(t, server.NewDatabase)
	require.NotEqual(t, before, loads(), "it was tried, and refused")
}

// testDeadlock makes the store the victim: the other transaction has changed more.
func testDeadlock(t *testing.T, databaseURL string) {
	var log bytes.Buffer
	var mutex sync.Mutex
	handler := slog.NewTextHandler(&lockedWriter{&mutex, &log}, &slog.HandlerOptions{Level: slog.LevelDebug})
	s := storetest.MustOpen(t, store.Config{URL: databaseURL, Log: slog.New(handler)})
	record := store.Record{ID: [32]byte{1}, UserID: "p", Patient: subject, Location: "https://records.example/1"}
	require.NoError(t, s.PutRecord(t.Context(), record))

	other, err := storetest.MustRaw(t, databaseURL).BeginTx(t.Context(), nil)
	require.NoError(t, err)
	mustTx := func(statement string) {
		_, err := other.ExecContext(t.Context(), statement)
		require.NoError(t, err)
	}
	for n := range 50 {
		mustTx(fmt.Sprintf("INSERT INTO smart_city VALUES ('c%d', 'x', 'x', 'UTC')", n))
	}
	mustTx("UPDATE record_location SET key_id = key_id WHERE user_id = 'p'")
	mustTx("SELECT * FROM record_location FOR UPDATE")
	record.Location = "https://records.example/2"
	written := make(chan error, 1)
	go func() { written <- s.PutRecord(t.Context(), record) }() // has the patient, waits for the record
	require.Eventually(t, func() bool {
		var waiting int
		row := mustRow(t, s.Pool(), "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
		return row.Scan(&waiting) == nil && waiting == 1
	}, 20*time.Second, 200*time.Millisecond, "the server's view is renewed only after 100 ms without a look at it")
	mustTx("UPDATE patient_data SET address = '" + strings.Replace(subject, "2", "3", 1) + "'")
	require.NoError(t, other.Commit())
	require.NoError(t, <-written)
	got, err := s.Record(t.Context(), record.ID)
	require.NoError(t, err)
	require.True(t, record == got)
	mutex.Lock()
	defer mutex.Unlock()
	require.Contains(t, log.String(), "mysql error 1213", "there was a deadlock, and the store lost it")
}

// lockedWriter is a log that several goroutines may write.
type lockedWriter struct {
	mutex *sync.Mutex
	text  *bytes.Buffer
}

// Write adds to the log.
func (w *lockedWriter) Write(p []byte) (int, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.text.Write(p)
}

func testRefusedLogin(t *testing.T, server *storetest.MariaDB) {
	good, err := url.Parse(server.NewDatabase(t))
	require.NoError(t, err)
	wrongPassword, wrongDatabase := *good, *good
	wrongPassword.User = url.UserPassword("root", "hunter2")
	wrongDatabase.Path = "/nowhere"
	noTLS := *good
	noTLS.RawQuery = "tls=true"
	for text, u := range map[string]url.URL{"access denied": wrongPassword, "no such database": wrongDatabase, "TLS": noTLS} {
		_, err := store.Open(t.Context(), store.Config{URL: u.String(), Log: silent()})
		require.ErrorIs(t, err, store.ErrUnavailable)
		require.ErrorContains(t, err, text)
		require.NotContains(t, err.Error(), "hunter2")
	}
}

// testServerGone comes last: it ends the server.
func testServerGone(t *testing.T, server *storetest.MariaDB) {
	databaseURL := server.NewDatabase(t)
	s := storetest.MustOpen(t, store.Config{URL: databaseURL})
	require.NoError(t, s.Ping(t.Context()))
	inUse, err := s.Pool().Conn(t.Context())
	require.NoError(t, err)
	server.Stop()
	for operation, run := range storetest.Operations(s, store.Citizen{UserID: "alice"}) {
		require.ErrorIs(t, run(t.Context()), store.ErrUnavailable, operation)
	}
	_, err = inUse.ExecContext(t.Context(), "SELECT 1")
	require.ErrorIs(t, store.Translate(err), store.ErrUnavailable)
	_ = inUse.Close()
	_, err = store.Open(t.Context(), store.Config{URL: databaseURL, Log: silent()})
	require.ErrorIs(t, err, store.ErrUnavailable)
}
