-- Tokens of the ingestion routes. digest is the SHA-256 of a token in lower-case hexadecimal; its text is nowhere.
-- Times are microseconds since 1970 UTC; last_used_day counts days since then.

-- +goose Up
CREATE TABLE IF NOT EXISTS access_token (
    id            TEXT    NOT NULL PRIMARY KEY,
    digest        TEXT    NOT NULL UNIQUE CHECK (length(digest) = 64),
    scopes        TEXT    NOT NULL,
    note          TEXT    NOT NULL,
    issued_at     INTEGER NOT NULL,
    expires_at    INTEGER,
    revoked_at    INTEGER,
    last_used_day INTEGER
) STRICT, WITHOUT ROWID;
