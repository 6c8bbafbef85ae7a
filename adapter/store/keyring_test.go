package store_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
)

// mustKeyLine returns a fresh key.
func mustKeyLine(tb testing.TB, id string) string {
	tb.Helper()
	line, err := store.NewKeyLine(id)
	require.NoError(tb, err)
	return line
}

func TestParseKeyring_TheFirstKeyIsCurrent(t *testing.T) {
	t.Parallel()
	keys, err := store.ParseKeyring("# keys\r\n\r\n  " + mustKeyLine(t, "b") + "  \r\n" + mustKeyLine(t, "a") + "\n")
	require.NoError(t, err)
	require.Equal(t, "b", keys.Current())
	require.Equal(t, "2 record keys, current b", keys.String())
}

func TestParseKeyring_RefusesWithTheLineAndWithoutItsContent(t *testing.T) {
	t.Parallel()
	good := mustKeyLine(t, "good")
	_, encoded, _ := strings.Cut(good, ":")
	short := base64.StdEncoding.EncodeToString(make([]byte, 31))
	for text, want := range map[string]string{
		"":                                "record keys: invalid: there is no key",
		"# nothing\n":                     "record keys: invalid: there is no key",
		good + "\n" + encoded:             "line 2: invalid: write keyid:base64",
		":" + encoded:                     "line 1: invalid: write keyid:base64",
		"two words:" + encoded:            "line 1: invalid: write keyid:base64",
		"k:" + short:                      "line 1: invalid: the key must be the base64 of 32 bytes",
		"k:" + encoded[:20]:               "line 1: invalid: the key must be the base64 of 32 bytes",
		"k:" + encoded + " # mine":        "line 1: invalid: the key must be the base64 of 32 bytes",
		good + "\n\n" + good:              "line 3: invalid: the key id occurs twice",
		"k:" + strings.Repeat("A", 1<<17): "a line is too long",
	} {
		_, err := store.ParseKeyring(text)
		require.ErrorIs(t, err, store.ErrInvalid)
		require.ErrorContains(t, err, want)
		require.NotContains(t, err.Error(), encoded[:12])
	}
}

func TestNewKeyLine_IsFreshAndReadable(t *testing.T) {
	t.Parallel()
	first, second := mustKeyLine(t, "2026-02"), mustKeyLine(t, "2026-02")
	require.NotEqual(t, first, second)
	_, err := store.ParseKeyring(first)
	require.NoError(t, err)
	for _, id := range []string{"", "a b", "a:b", "#a", strings.Repeat("x", 33), "é"} {
		_, err := store.NewKeyLine(id)
		require.ErrorIs(t, err, store.ErrInvalid, id)
	}
}

func TestKeyring_ShowsNoKey(t *testing.T) {
	t.Parallel()
	line := mustKeyLine(t, "k1")
	_, encoded, _ := strings.Cut(line, ":")
	secret, err := base64.StdEncoding.DecodeString(encoded)
	require.NoError(t, err)
	keys, err := store.ParseKeyring(line)
	require.NoError(t, err)
	//lint:ignore SA9005 that nothing comes out is what is tested
	marshalled, err := json.Marshal(keys)
	require.NoError(t, err)
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("open", "keys", keys)
	require.Contains(t, log.String(), "1 record keys, current k1")
	shown := fmt.Sprintf("%v %+v %#v %s %q %s ", keys, keys, keys, keys, keys, marshalled) + log.String()
	for _, form := range []string{encoded, string(secret), fmt.Sprintf("%x", secret), fmt.Sprint(secret), fmt.Sprint(secret[:4])} {
		require.NotContains(t, shown, strings.Trim(form, "[]"))
	}
	var none *store.Keyring
	require.Equal(t, "no record keys", none.String())
}

func TestRecord_PrintsNoLocation(t *testing.T) {
	t.Parallel()
	record := store.Record{ID: [32]byte{0xab}, UserID: "MARKED", Patient: "MARKED", Location: "MARKED"}
	shown := fmt.Sprintf("%v %+v %#v %s", record, record, &record, record)
	require.NotContains(t, shown, "MARKED")
	require.Contains(t, shown, "record 0xab")
}
