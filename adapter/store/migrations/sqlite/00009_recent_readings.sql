-- What the model sums by day, of each citizen in one row: a copy of readings, made when a score is read and worth something
-- only as long as the citizen's revision is the one that it was made of.

-- +goose Up
CREATE TABLE recent_readings (
    user_id  TEXT    NOT NULL PRIMARY KEY REFERENCES user_data_iot (user_id),
    revision INTEGER NOT NULL,
    packed   BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
