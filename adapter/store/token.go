package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"github.com/link4health/link4health/adapter/token"
)

// ErrUnknownToken is an ErrNotFound: no such token was issued.
var ErrUnknownToken = fmt.Errorf("token: %w", ErrNotFound)

// accessToken is a row of access_token.
type accessToken struct {
	ID          string `gorm:"primaryKey"`
	Digest      string
	Scopes      string
	Note        string
	IssuedAt    int64 // microseconds since 1970, as the two below
	ExpiresAt   *int64
	RevokedAt   *int64
	LastUsedDay *int64 // days since 1970
}

func (accessToken) TableName() string { return "access_token" }

// secondsPerDay is the length of a day of UTC.
const secondsPerDay = 24 * 60 * 60

// IssueToken makes a token that may do what scopes say until expires, zero for ever. It returns the token's text,
// which is stored nowhere and cannot be had again.
//
// Returns ErrInvalid, naming the field, for what cannot be stored.
func (s *Store) IssueToken(ctx context.Context, scopes []token.Scope, note string, expires time.Time) (string, token.Token, error) {
	const operation = "issue token"
	if len(scopes) == 0 {
		return "", token.Token{}, fmt.Errorf("%s: %w scopes: %w", operation, ErrInvalid, token.ErrScope)
	}
	if err := checkText("note", note, 0); err != nil {
		return "", token.Token{}, fmt.Errorf("%s: %w", operation, err)
	}
	now := s.utcNow()
	if !expires.IsZero() && !expires.After(now) {
		return "", token.Token{}, fmt.Errorf("%s: %w expiry: it must lie in the future", operation, ErrInvalid)
	}
	text, id := token.New()
	digest, _ := token.Digest(text)
	row := accessToken{ID: id, Digest: digest, Scopes: token.Join(scopes), Note: note, IssuedAt: now.UnixMicro()}
	if !expires.IsZero() {
		at := expires.UnixMicro()
		row.ExpiresAt = &at
	}
	err := s.write(ctx, operation, func(tx *gorm.DB) error { return tx.Create(&row).Error })
	if err != nil {
		return "", token.Token{}, err
	}
	return text, row.token(), nil
}

// Tokens returns all tokens, expired and revoked ones too, oldest first.
func (s *Store) Tokens(ctx context.Context) ([]token.Token, error) {
	rows, err := s.tokenRows(ctx, "list tokens", func(db *gorm.DB) *gorm.DB { return db.Order("issued_at, id") })
	tokens := make([]token.Token, len(rows))
	for i, row := range rows {
		tokens[i] = row.token()
	}
	return tokens, err
}

// RevokeToken makes a token worthless from now on and returns it. One that is revoked already stays as it is.
//
// Returns ErrUnknownToken, which is an ErrNotFound, if there is none with that id.
func (s *Store) RevokeToken(ctx context.Context, id string) (token.Token, error) {
	const operation = "revoke token"
	err := s.write(ctx, operation, func(tx *gorm.DB) error {
		return tx.Model(&accessToken{}).Where("id = ? AND revoked_at IS NULL", id).
			Update("revoked_at", s.utcNow().UnixMicro()).Error
	})
	if err != nil {
		return token.Token{}, err
	}
	row, err := s.tokenRow(ctx, operation, "id = ?", id)
	return row.token(), err
}

// Authenticate returns the token of that text and notes that it was used today.
//
// Returns ErrUnknownToken if there is none, token.ErrExpired, or token.ErrRevoked.
func (s *Store) Authenticate(ctx context.Context, text string) (token.Token, error) {
	const operation = "authenticate"
	digest, ok := token.Digest(text)
	if !ok {
		return token.Token{}, fmt.Errorf("%s: %w", operation, ErrUnknownToken)
	}
	row, err := s.tokenRow(ctx, operation, "digest = ?", digest)
	if err != nil {
		return token.Token{}, err
	}
	now := s.utcNow()
	if err := row.token().Check(now); err != nil {
		return token.Token{}, fmt.Errorf("%s: %w", operation, err)
	}
	return row.token(), s.touch(ctx, row, now.Unix()/secondsPerDay)
}

// touch notes the day on which a token was last used, once a day.
func (s *Store) touch(ctx context.Context, row accessToken, day int64) error {
	if row.LastUsedDay != nil && *row.LastUsedDay >= day {
		return nil
	}
	return s.write(ctx, "note use of token", func(tx *gorm.DB) error {
		return tx.Model(&accessToken{}).Where("id = ? AND (last_used_day IS NULL OR last_used_day < ?)", row.ID, day).
			Update("last_used_day", day).Error
	})
}

// tokenRow reads the one token for which condition holds.
func (s *Store) tokenRow(ctx context.Context, operation, condition, key string) (accessToken, error) {
	rows, err := s.tokenRows(ctx, operation, func(db *gorm.DB) *gorm.DB { return db.Where(condition, key).Limit(1) })
	switch {
	case err != nil:
		return accessToken{}, err
	case len(rows) == 0:
		return accessToken{}, fmt.Errorf("%s: %w", operation, ErrUnknownToken)
	default:
		return rows[0], nil
	}
}

// tokenRows reads the tokens that a query asks for.
func (s *Store) tokenRows(ctx context.Context, operation string, query func(*gorm.DB) *gorm.DB) ([]accessToken, error) {
	db, err := s.session(ctx)
	if err != nil {
		return nil, classify(ctx, operation, err)
	}
	var rows []accessToken
	err = query(db).Find(&rows).Error
	return rows, classify(ctx, operation, err)
}

// token returns what the row says.
func (a accessToken) token() token.Token {
	t := token.Token{ID: a.ID, Note: a.Note, IssuedAt: time.UnixMicro(a.IssuedAt).UTC()}
	t.Scopes, _ = token.ParseScopes(strings.Split(a.Scopes, ",")...) // a scope of a newer program grants nothing here
	if a.ExpiresAt != nil {
		t.Expires = time.UnixMicro(*a.ExpiresAt).UTC()
	}
	if a.RevokedAt != nil {
		t.Revoked = time.UnixMicro(*a.RevokedAt).UTC()
	}
	if a.LastUsedDay != nil {
		t.LastUsed = time.Unix(*a.LastUsedDay*secondsPerDay, 0).UTC()
	}
	return t
}
