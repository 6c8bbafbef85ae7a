package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/test/loopback"
)

// testReplica uses a second server, whose data differ so that it shows which one was asked; it ends that server.
func testReplica(t *testing.T, server, second *storetest.MariaDB) {
	primary, replica := server.NewDatabase(t), second.NewDatabase(t)
	keys := storetest.MustKeys(t, "k")
	direct := storetest.MustOpen(t, store.Config{URL: replica, Keys: keys})
	mustFill(t, direct, "alice")
	storetest.MustOpen(t, store.Config{URL: primary})
	s := storetest.MustConnect(t, store.Config{URL: primary, Replicas: []string{replica}, Keys: keys})
	mustFill(t, s, "alice", "bob")
	require.NoError(t, direct.PutCity(t.Context(), store.City{ID: "here", Name: "Replica", TimeZone: "UTC"}))
	require.NoError(t, direct.PutCitizen(t.Context(), store.Citizen{UserID: "alice", CityID: "here", Subject: fmt.Sprintf("0x%040x", 7)}))
	_, err := direct.Erase(t.Context(), "alice", "test")
	require.NoError(t, err)
	require.NoError(t, direct.PutCitizen(t.Context(), store.Citizen{UserID: "carol", CityID: "here", Subject: fmt.Sprintf("0x%040x", 7)}))

	city, err := s.City(t.Context(), "here")
	require.NoError(t, err)
	require.Equal(t, "Replica", city.Name)
	carol, err := s.CitizenBySubject(t.Context(), fmt.Sprintf("0x%040x", 7))
	require.NoError(t, err)
	require.Equal(t, "carol", carol.UserID)
	bob, err := s.Citizen(t.Context(), "bob")
	require.NoError(t, err, "who is not on the replica yet is asked for on the primary")
	in, err := s.ScoreInput(t.Context(), bob, time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	require.Empty(t, in.Citizen, "the replica has no readings")

	id := [32]byte{1, 0xab}
	_, err = s.Record(t.Context(), id)
	require.NoError(t, err, "records are the primary's")
	sealed, err := s.Release(t.Context(), store.Release{RequestID: id, RecordID: id}, func() ([]byte, error) { return []byte("anew"), nil })
	require.NoError(t, err)
	require.Equal(t, "sealed alice", string(sealed), "what was released is looked up on the primary")
	require.NoError(t, s.CheckSchema(t.Context()))

	second.Stop()
	city, err = s.City(t.Context(), "here")
	require.NoError(t, err, "a replica that is gone is passed over")
	require.Equal(t, "Here", city.Name)
	in, err = s.ScoreInput(t.Context(), bob, time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	require.NotEmpty(t, in.Citizen)
	_, err = store.Open(t.Context(), store.Config{URL: primary, Replicas: []string{"sqlite:x.db"}, Log: silent()})
	require.ErrorIs(t, err, store.ErrInvalid)
}

// testFailover names a host that nothing listens on before the one that there is.
func testFailover(t *testing.T, server *storetest.MariaDB) {
	databaseURL := server.NewDatabase(t)
	several := strings.Replace(databaseURL, "@", "@"+loopback.Address(t)+",", 1)
	s := storetest.MustOpen(t, store.Config{URL: several})
	mustFill(t, s, "alice")
	_, err := s.Citizen(t.Context(), "alice")
	require.NoError(t, err)
	// Connections that the server ends are replaced, for reading and for writing, without an error.
	pool := storetest.MustRaw(t, databaseURL)
	for range 5 {
		for _, id := range column(t, pool.QueryContext, "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()") {
			_, _ = pool.ExecContext(t.Context(), "KILL "+id) // it may have ended by itself
		}
		_, err = s.Citizen(t.Context(), "alice")
		require.NoError(t, err)
		require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "alice"}))
	}
	for _, wrong := range []string{"mysql://u:hunter2@a:1,/d", "mysql://u:hunter2@a:1,b:/d", "mysql://u:hunter2@a:1,b c:1/d"} {
		_, err := store.Open(t.Context(), store.Config{URL: wrong, Log: silent()})
		require.ErrorIs(t, err, store.ErrInvalid, wrong)
		require.NotContains(t, err.Error(), "hunter2")
	}
}

func testPool(t *testing.T, server *storetest.MariaDB) {
	databaseURL := server.NewDatabase(t)
	s := storetest.MustOpen(t, store.Config{URL: databaseURL, Pool: store.Pool{Connections: 3, LockWait: 2 * time.Second}})
	require.Equal(t, 3, s.Pool().Stats().MaxOpenConnections)
	require.Equal(t, []string{"2"}, column(t, s.Pool().QueryContext, "SELECT @@innodb_lock_wait_timeout"))

	// A lock that is held too long is waited for again: the transaction ends well once it is free.
	mustFill(t, s, "alice")
	other, err := storetest.MustRaw(t, databaseURL).BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = other.ExecContext(t.Context(), "SELECT * FROM user_data_iot FOR UPDATE")
	require.NoError(t, err)
	written := make(chan error, 1)
	go func() { written <- s.PutCitizen(t.Context(), store.Citizen{UserID: "alice"}) }()
	timeouts := func() string {
		return column(t, s.Pool().QueryContext, "SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'INNODB_ROW_LOCK_WAITS'")[0]
	}
	before := timeouts()
	require.Eventually(t, func() bool { return timeouts() != before }, 30*time.Second, 50*time.Millisecond, "it waits")
	after := timeouts()
	require.Eventually(t, func() bool { return timeouts() != after }, 30*time.Second, 50*time.Millisecond, "it waits again")
	require.NoError(t, other.Rollback())
	require.NoError(t, <-written)

	for _, pool := range []store.Pool{{Connections: -1}, {LockWait: time.Millisecond}, {IdleTime: -1}} {
		_, err := store.Open(t.Context(), store.Config{URL: databaseURL, Pool: pool, Log: silent()})
		require.ErrorIs(t, err, store.ErrInvalid)
	}
	ca := filepath.Join(t.TempDir(), "ca.pem")
	_, err = store.Open(t.Context(), store.Config{URL: databaseURL, Pool: store.Pool{CAFile: ca}, Log: silent()})
	require.ErrorIs(t, err, store.ErrInvalid)
	require.NoError(t, os.WriteFile(ca, []byte("no certificate"), 0o600))
	_, err = store.Open(t.Context(), store.Config{URL: databaseURL, Pool: store.Pool{CAFile: ca}, Log: silent()})
	require.ErrorContains(t, err, "PEM")
}
