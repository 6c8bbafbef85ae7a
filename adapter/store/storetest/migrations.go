package storetest

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/link4health/link4health/adapter/store"
)

var migrationTests = []test{
	{"an empty database has to be migrated", func(t *testing.T, newDatabase NewDatabase) {
		s := MustConnect(t, store.Config{URL: newDatabase(t)})
		err := s.CheckSchema(t.Context())
		require.ErrorIs(t, err, store.ErrSchemaOutdated)
		require.ErrorContains(t, err, "run `link4health migrate`")
	}},
	{"checking the schema of an empty database leaves it empty", func(t *testing.T, newDatabase NewDatabase) {
		url := newDatabase(t)
		s := MustConnect(t, store.Config{URL: url})
		require.Error(t, s.CheckSchema(t.Context()))
		_, err := MustRaw(t, url).ExecContext(t.Context(), "SELECT * FROM schema_version")
		require.Error(t, err)
	}},
	{"migrating a second time changes nothing", func(t *testing.T, newDatabase NewDatabase) {
		url := newDatabase(t)
		s := MustOpen(t, store.Config{URL: url})
		require.NoError(t, s.CheckSchema(t.Context()))
		require.NoError(t, s.PutCity(t.Context(), bengaluru()))
		versions := mustCount(t, url, "schema_version")
		require.NoError(t, s.Migrate(t.Context()))
		require.Equal(t, versions, mustCount(t, url, "schema_version"))
		_, err := s.City(t.Context(), bengaluru().ID)
		require.NoError(t, err)
	}},
	{"a database of a newer program is refused and left alone", func(t *testing.T, newDatabase NewDatabase) {
		url := newDatabase(t)
		s := MustOpen(t, store.Config{URL: url})
		mustExec(t, url, "INSERT INTO schema_version (version_id, is_applied) VALUES (99, 1)")
		require.ErrorIs(t, s.CheckSchema(t.Context()), store.ErrSchemaTooNew)
		require.ErrorIs(t, s.Migrate(t.Context()), store.ErrSchemaTooNew)
		require.NotErrorIs(t, s.CheckSchema(t.Context()), store.ErrSchemaOutdated)
	}},
	{"a database one version behind has to be migrated", func(t *testing.T, newDatabase NewDatabase) {
		url := newDatabase(t)
		s := MustOpen(t, store.Config{URL: url})
		mustExec(t, url, "DELETE FROM schema_version WHERE version_id > 1")
		require.ErrorIs(t, s.CheckSchema(t.Context()), store.ErrSchemaOutdated)
		require.NotErrorIs(t, s.CheckSchema(t.Context()), store.ErrSchemaTooNew)
	}},
	{"several programs may migrate at once", func(t *testing.T, newDatabase NewDatabase) {
		url := newDatabase(t)
		var group errgroup.Group
		for range 3 {
			s := MustConnect(t, store.Config{URL: url})
			group.Go(func() error { return s.Migrate(t.Context()) })
		}
		require.NoError(t, group.Wait())
		s := MustConnect(t, store.Config{URL: url})
		require.NoError(t, s.CheckSchema(t.Context()))
		alone := newDatabase(t)
		MustOpen(t, store.Config{URL: alone})
		require.Equal(t, mustCount(t, alone, "schema_version"), mustCount(t, url, "schema_version"), "each version once")
	}},
}
