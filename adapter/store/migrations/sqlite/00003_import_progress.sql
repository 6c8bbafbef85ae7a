-- How far imports have come, so that an interrupted one goes on where it stopped. state holds
-- offsets and counts, never a reading.

-- +goose Up
CREATE TABLE import_progress (
    file_id    TEXT    NOT NULL PRIMARY KEY CHECK (length(file_id) = 64),
    state      TEXT    NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
