package token_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/token"
)

func TestParseScopes(t *testing.T) {
	t.Parallel()
	got, err := token.ParseScopes("city:write", "readings:write", "city:write")
	require.NoError(t, err)
	require.Equal(t, []token.Scope{token.ReadingsWrite, token.CityWrite}, got)
	for _, wrong := range [][]string{nil, {""}, {"readings:write", "everything"}, {"Admin"}} {
		_, err := token.ParseScopes(wrong...)
		require.ErrorIs(t, err, token.ErrScope)
	}
}

func TestAllows_AdminIncludesTheOthers(t *testing.T) {
	t.Parallel()
	reader := token.Token{Scopes: []token.Scope{token.ReadingsWrite}}
	require.True(t, reader.Allows(token.ReadingsWrite))
	require.False(t, reader.Allows(token.CityWrite))
	require.False(t, reader.Allows(token.Admin))
	for _, scope := range token.Scopes() {
		require.True(t, token.Token{Scopes: []token.Scope{token.Admin}}.Allows(scope))
		require.False(t, token.Token{}.Allows(scope))
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	require.NoError(t, token.Token{}.Check(now))
	require.NoError(t, token.Token{Expires: now.Add(1)}.Check(now))
	require.ErrorIs(t, token.Token{Expires: now}.Check(now), token.ErrExpired)
	require.ErrorIs(t, token.Token{Expires: now, Revoked: now}.Check(now), token.ErrRevoked)
}

func TestNew_IsUniqueAndRecognisable(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 1000 {
		text, id := token.New()
		digest, ok := token.Digest(text)
		require.True(t, ok)
		require.Len(t, digest, 64)
		require.Regexp(t, `^l4h_[A-Za-z0-9_-]{43}$`, text)
		require.Regexp(t, `^[0-9a-f]{12}$`, id)
		require.False(t, seen[text] || seen[digest] || seen[id])
		seen[text], seen[digest], seen[id] = true, true, true
	}
}

func TestBearer(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{"Bearer x": "x", "bearer  x ": "x", "Basic x": "", "Bearer": "", "": "", "Bearer ": ""} {
		got, ok := token.Bearer(header)
		require.Equal(t, want, got)
		require.Equal(t, want != "", ok)
	}
}
