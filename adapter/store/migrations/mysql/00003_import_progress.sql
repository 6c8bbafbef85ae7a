-- How far imports have come, so that an interrupted one goes on where it stopped. state holds
-- offsets and counts, never a reading.

-- +goose Up
CREATE TABLE IF NOT EXISTS import_progress (
    file_id    CHAR(64)   NOT NULL PRIMARY KEY,
    state      MEDIUMTEXT NOT NULL,
    updated_at BIGINT     NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;
