-- Who was erased, so that no import brings them back: a hash of the user id under a random key that this
-- database alone has. erased_at is microseconds since 1970 UTC.

-- +goose Up
CREATE TABLE IF NOT EXISTS erasure_key (
    id      INT           NOT NULL PRIMARY KEY,
    secret  VARBINARY(32) NOT NULL,
    CONSTRAINT erasure_key_is_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

CREATE TABLE IF NOT EXISTS erased_citizen (
    tombstone CHAR(64) NOT NULL PRIMARY KEY,
    erased_at BIGINT   NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;
