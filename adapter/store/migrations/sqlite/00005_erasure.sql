-- Who was erased, so that no import brings them back: a hash of the user id under a random key that this
-- database alone has. erased_at is microseconds since 1970 UTC.

-- +goose Up
CREATE TABLE erasure_key (
    id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    secret BLOB    NOT NULL CHECK (length(secret) = 32)
) STRICT;

CREATE TABLE erased_citizen (
    tombstone TEXT    NOT NULL PRIMARY KEY CHECK (length(tombstone) = 64),
    erased_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
