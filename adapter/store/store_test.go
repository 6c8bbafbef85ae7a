package store_test

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"
	"gorm.io/gorm"

	"github.com/link4health/link4health/adapter/store"
)

// silent is a log that nobody reads.
func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }

func TestOpen_RefusesURLsWithARemedyAndWithoutTheirSecrets(t *testing.T) {
	t.Parallel()
	for url, remedy := range map[string]string{
		"":                                  "must begin with sqlite: or mysql://",
		"postgres://u:hunter2@h/db":         "must begin with sqlite: or mysql://",
		"root:hunter2@tcp(localhost)/db":    "must begin with sqlite: or mysql://",
		"mysql://u:hunter2%zz@h/db":         "write % as %25",
		"mysql://u:hunter2\x7f@h/db":        "percent-encoding",
		"mysql://u:hunter2@h:port/db":       "percent-encoding",
		"mysql://u:hunter2@h":               "write mysql://user:password@host:port/database",
		"mysql://u:hunter2@/db":             "write mysql://user:password@host:port/database",
		"mysql://h/db":                      "write mysql://user:password@host:port/database",
		"mysql://u:hunter2@h/db?tls=maybe":  "tls must be true, false, skip-verify or preferred",
		"mysql://u:hunter2@h/db?charset=x":  `unknown parameter "charset"`,
		"mysql://u:hunter2@h/db?tls=true;x": "parameters are not well-formed",
		"sqlite://data.db":                  "sqlite:///path for an absolute path, sqlite:path for a relative one",
		"sqlite:":                           "names no file",
		"sqlite:///folder/":                 "names no file",
		"sqlite:///data.db?mode=ro":         "takes no parameters",
	} {
		_, err := store.Open(t.Context(), store.Config{URL: url, Log: silent()})
		require.ErrorIs(t, err, store.ErrInvalid, url)
		require.ErrorContains(t, err, remedy, url)
		require.NotContains(t, err.Error(), "hunter2")
	}
}

func TestOpen_NamesAMissingDependency(t *testing.T) {
	t.Parallel()
	_, err := store.Open(t.Context(), store.Config{URL: "sqlite::memory:"})
	require.EqualError(t, err, "open store: Config.Log is missing")
}

func TestMigrations_BothDialectsHaveTheSameVersions(t *testing.T) {
	t.Parallel()
	names := make(map[string][]string)
	for _, dialect := range []string{"sqlite", "mysql"} {
		files, err := os.ReadDir(filepath.Join("migrations", dialect))
		require.NoError(t, err)
		for _, file := range files {
			names[dialect] = append(names[dialect], file.Name())
		}
	}
	require.NotEmpty(t, names["sqlite"])
	require.Equal(t, names["sqlite"], names["mysql"])
	versions := make(map[string]bool)
	for _, name := range names["sqlite"] {
		require.Regexp(t, `^\d{5}_\w+\.sql$`, name)
		require.False(t, versions[name[:5]], "two migrations have the number of %s", name)
		versions[name[:5]] = true
	}
}

// libraryError is an error as the SQLite driver gives it.
type libraryError int

func (e libraryError) Error() string { return "MARKED" }
func (e libraryError) Code() int     { return int(e) }

func TestErrors_AreClassifiedByCodeAndShowNoDriverText(t *testing.T) {
	t.Parallel()
	server := func(code uint16) error {
		return &mysql.MySQLError{Number: code, SQLState: [5]byte{'4', '2', '0', '0', '0'}, Message: "MARKED"}
	}
	for _, unavailable := range []error{
		server(1040), server(1045), server(1049), server(1053), server(1205), server(1213), server(1290), server(1114), server(1047),
		libraryError(5), libraryError(261), libraryError(8), libraryError(1032), libraryError(10), libraryError(11), libraryError(13), libraryError(14), libraryError(26),
		driver.ErrBadConn, mysql.ErrInvalidConn, io.ErrUnexpectedEOF, &net.OpError{Op: "dial", Err: errors.New("refused")},
	} {
		err := store.Translate(fmt.Errorf("wrapped: %w", unavailable))
		require.ErrorIs(t, err, store.ErrUnavailable, "%v", unavailable)
		require.ErrorIs(t, err, unavailable)
		require.NotContains(t, err.Error(), "MARKED")
	}
	for _, other := range []error{server(1064), server(1366), server(1146), libraryError(1), libraryError(19), errors.New("MARKED")} {
		err := store.Translate(other)
		require.NotErrorIs(t, err, store.ErrUnavailable)
		require.NotContains(t, err.Error(), "MARKED")
		require.NotEmpty(t, err.Error())
	}
	require.ErrorIs(t, store.Translate(gorm.ErrDuplicatedKey), store.ErrConflict)
	require.ErrorIs(t, store.Translate(gorm.ErrForeignKeyViolated), store.ErrNotFound)
	require.ErrorIs(t, store.Translate(gorm.ErrRecordNotFound), store.ErrNotFound)
}
