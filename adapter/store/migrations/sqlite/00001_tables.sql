-- Times are microseconds since 1970 UTC, values millionths of their metric's unit,
-- periods seconds; ids of records and requests 0x and 64 lower-case hexadecimal digits.

-- +goose Up
CREATE TABLE smart_city (
    city_id   TEXT NOT NULL PRIMARY KEY,
    name      TEXT NOT NULL,
    country   TEXT NOT NULL,
    time_zone TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user_data_iot (
    user_id TEXT NOT NULL PRIMARY KEY,
    city_id TEXT REFERENCES smart_city (city_id),
    subject TEXT UNIQUE CHECK (length(subject) = 42)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_data_iot_city ON user_data_iot (city_id);

CREATE TABLE city_reading (
    city_id     TEXT    NOT NULL REFERENCES smart_city (city_id),
    metric      TEXT    NOT NULL,
    observed_at INTEGER NOT NULL,
    source      TEXT    NOT NULL,
    value_micro INTEGER NOT NULL,
    period_s    INTEGER NOT NULL CHECK (period_s >= 0),
    PRIMARY KEY (city_id, metric, observed_at, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE citizen_reading (
    user_id     TEXT    NOT NULL REFERENCES user_data_iot (user_id),
    metric      TEXT    NOT NULL,
    observed_at INTEGER NOT NULL,
    source      TEXT    NOT NULL,
    value_micro INTEGER NOT NULL,
    period_s    INTEGER NOT NULL CHECK (period_s >= 0),
    PRIMARY KEY (user_id, metric, observed_at, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE patient_data (
    user_id TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL CHECK (length(address) = 42)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_location (
    record_id  TEXT NOT NULL PRIMARY KEY CHECK (length(record_id) = 66),
    user_id    TEXT NOT NULL REFERENCES patient_data (user_id),
    key_id     TEXT NOT NULL,
    ciphertext BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX record_location_user ON record_location (user_id);

-- No foreign key to record_location: releases and the audit outlive a record.
CREATE TABLE record_release (
    request_id  TEXT    NOT NULL PRIMARY KEY CHECK (length(request_id) = 66),
    record_id   TEXT    NOT NULL CHECK (length(record_id) = 66),
    public_key  TEXT    NOT NULL CHECK (length(public_key) = 66),
    sealed      BLOB    NOT NULL,
    released_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX record_release_record ON record_release (record_id);

CREATE TABLE audit_entry (
    id         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at         INTEGER NOT NULL,
    action     TEXT    NOT NULL,
    record_id  TEXT    NOT NULL,
    request_id TEXT    NOT NULL,
    detail     TEXT    NOT NULL
) STRICT;
CREATE INDEX audit_entry_record ON audit_entry (record_id, id);
