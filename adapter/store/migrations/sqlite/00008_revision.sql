-- Revisions tell whoever keeps a score that the readings behind it are others now: a random number, another with each
-- transaction that adds readings of that citizen or city. Where there is no row, none were added since the table is there.
-- Adapters that share scores encrypt them under a key that this database alone has.

-- +goose Up
CREATE TABLE citizen_revision (
    user_id  TEXT    NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE city_revision (
    city_id  TEXT    NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cache_key (
    id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    secret BLOB    NOT NULL
) STRICT;

-- Every change that a score could show gives the bucket of its citizen or city another random number, so that one short
-- query tells of no change at all.
CREATE TABLE score_change (
    bucket   INTEGER NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL
) STRICT;
