package storetest

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/token"
)

var tokenTests = []test{
	{"a token is known by its text, which is stored nowhere", testTokenText},
	{"a token expires, and is worthless from that moment on", testTokenExpires},
	{"a revoked token is refused for good", testTokenRevoked},
	{"the day of a token's last use is kept, and no more", testTokenUse},
	{"a token that cannot be stored is refused", testTokenInvalid},
}

// openAt opens a migrated database whose clock a test can turn.
func openAt(t *testing.T, url string) (*store.Store, *time.Time) {
	t.Helper()
	clock := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	return MustOpen(t, store.Config{URL: url, Now: func() time.Time { return clock }}), &clock
}

func testTokenText(t *testing.T, newDatabase NewDatabase) {
	url := newDatabase(t)
	s, clock := openAt(t, url)
	scopes := []token.Scope{token.ReadingsWrite, token.CityWrite}
	text, issued, err := s.IssueToken(t.Context(), scopes, "gateway, ಬೆಂಗಳೂರು", time.Time{})
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(text, token.Prefix))
	other, _, err := s.IssueToken(t.Context(), scopes, "", time.Time{})
	require.NoError(t, err)
	require.NotEqual(t, text, other)

	known, err := s.Authenticate(t.Context(), text)
	require.NoError(t, err)
	require.Equal(t, token.Token{ID: issued.ID, Scopes: scopes, Note: "gateway, ಬೆಂಗಳೂರು", IssuedAt: *clock}, known)
	require.Equal(t, issued, known)
	swapped := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r - 'a' + 'A'
		case 'A' <= r && r <= 'Z':
			return r - 'A' + 'a'
		}
		return r
	}, text[len(token.Prefix):])
	for _, wrong := range []string{"", token.Prefix, "x" + text, text + "=", text[:len(text)-1], token.Prefix + swapped, issued.ID} {
		_, err := s.Authenticate(t.Context(), wrong)
		require.ErrorIs(t, err, store.ErrUnknownToken)
		require.ErrorIs(t, err, store.ErrNotFound)
	}
	var stored string
	row := MustRaw(t, url).QueryRowContext(t.Context(), "SELECT digest FROM access_token WHERE id = ?", issued.ID)
	require.NoError(t, row.Scan(&stored))
	digest, ok := token.Digest(text)
	require.True(t, ok)
	require.Equal(t, digest, stored)
	require.Zero(t, mustCount(t, url, "access_token WHERE note LIKE '%l4h_%' OR scopes LIKE '%l4h_%' OR id LIKE '%l4h_%'"))
}

func testTokenExpires(t *testing.T, newDatabase NewDatabase) {
	s, clock := openAt(t, newDatabase(t))
	expires := clock.Add(time.Hour)
	text, issued, err := s.IssueToken(t.Context(), []token.Scope{token.Admin}, "", expires)
	require.NoError(t, err)
	require.Equal(t, expires, issued.Expires)
	*clock = expires.Add(-time.Microsecond)
	_, err = s.Authenticate(t.Context(), text)
	require.NoError(t, err)
	*clock = expires
	_, err = s.Authenticate(t.Context(), text)
	require.ErrorIs(t, err, token.ErrExpired)
	_, _, err = s.IssueToken(t.Context(), []token.Scope{token.Admin}, "", expires)
	require.ErrorIs(t, err, store.ErrInvalid)
}

func testTokenRevoked(t *testing.T, newDatabase NewDatabase) {
	s, clock := openAt(t, newDatabase(t))
	text, issued, err := s.IssueToken(t.Context(), []token.Scope{token.Admin}, "", time.Time{})
	require.NoError(t, err)
	*clock = clock.Add(time.Minute)
	first := *clock
	for range 2 {
		revoked, err := s.RevokeToken(t.Context(), issued.ID)
		require.NoError(t, err)
		require.Equal(t, first, revoked.Revoked, "the first time counts")
		*clock = clock.Add(time.Hour)
	}
	_, err = s.Authenticate(t.Context(), text)
	require.ErrorIs(t, err, token.ErrRevoked)
	_, err = s.RevokeToken(t.Context(), "nonsense")
	require.ErrorIs(t, err, store.ErrUnknownToken)
	tokens, err := s.Tokens(t.Context())
	require.NoError(t, err)
	require.Len(t, tokens, 1)
	require.ErrorIs(t, tokens[0].Check(*clock), token.ErrRevoked)
}

func testTokenUse(t *testing.T, newDatabase NewDatabase) {
	s, clock := openAt(t, newDatabase(t))
	text, _, err := s.IssueToken(t.Context(), []token.Scope{token.Admin}, "", time.Time{})
	require.NoError(t, err)
	_, _, err = s.IssueToken(t.Context(), []token.Scope{token.Admin}, "never used", time.Time{})
	require.NoError(t, err)
	day := time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)
	for _, step := range []struct{ ahead, want time.Duration }{
		{0, 0}, {11*time.Hour + 59*time.Minute, 0}, {13 * time.Hour, 24 * time.Hour}, {-24 * time.Hour, 24 * time.Hour},
	} {
		*clock = day.Add(12 * time.Hour).Add(step.ahead)
		_, err := s.Authenticate(t.Context(), text)
		require.NoError(t, err)
		tokens, err := s.Tokens(t.Context())
		require.NoError(t, err)
		last := map[string]time.Time{}
		for _, tok := range tokens {
			last[tok.Note] = tok.LastUsed
		}
		require.Equal(t, day.Add(step.want), last[""])
		require.Zero(t, last["never used"])
	}
}

func testTokenInvalid(t *testing.T, newDatabase NewDatabase) {
	s, _ := openAt(t, newDatabase(t))
	for _, note := range []string{strings.Repeat("x", 201), "\xff"} {
		_, _, err := s.IssueToken(t.Context(), token.Scopes(), note, time.Time{})
		require.ErrorIs(t, err, store.ErrInvalid)
	}
	_, _, err := s.IssueToken(t.Context(), nil, "", time.Time{})
	require.ErrorIs(t, err, store.ErrInvalid)
	tokens, err := s.Tokens(t.Context())
	require.NoError(t, err)
	require.Empty(t, tokens)
}
