-- Times are microseconds since 1970 UTC, values millionths of their metric's unit,
-- periods seconds; ids of records and requests 0x and 64 lower-case hexadecimal digits.
-- MySQL commits after each statement: IF NOT EXISTS lets an interrupted migration go on.

-- +goose Up
CREATE TABLE IF NOT EXISTS smart_city (
    city_id   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    name      VARCHAR(200) NOT NULL,
    country   VARCHAR(200) NOT NULL,
    time_zone VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE IF NOT EXISTS user_data_iot (
    user_id VARCHAR(64) NOT NULL PRIMARY KEY,
    city_id VARCHAR(64),
    subject CHAR(42),
    UNIQUE KEY user_data_iot_subject (subject),
    KEY user_data_iot_city (city_id),
    CONSTRAINT user_data_iot_lives_in FOREIGN KEY (city_id) REFERENCES smart_city (city_id),
    CONSTRAINT user_data_iot_subject_length CHECK (CHAR_LENGTH(subject) = 42)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

CREATE TABLE IF NOT EXISTS city_reading (
    city_id     VARCHAR(64) NOT NULL,
    metric      VARCHAR(32) NOT NULL,
    observed_at BIGINT      NOT NULL,
    source      VARCHAR(64) NOT NULL,
    value_micro BIGINT      NOT NULL,
    period_s    INT         NOT NULL,
    PRIMARY KEY (city_id, metric, observed_at, source),
    CONSTRAINT city_reading_of FOREIGN KEY (city_id) REFERENCES smart_city (city_id),
    CONSTRAINT city_reading_period CHECK (period_s >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

CREATE TABLE IF NOT EXISTS citizen_reading (
    user_id     VARCHAR(64) NOT NULL,
    metric      VARCHAR(32) NOT NULL,
    observed_at BIGINT      NOT NULL,
    source      VARCHAR(64) NOT NULL,
    value_micro BIGINT      NOT NULL,
    period_s    INT         NOT NULL,
    PRIMARY KEY (user_id, metric, observed_at, source),
    CONSTRAINT citizen_reading_of FOREIGN KEY (user_id) REFERENCES user_data_iot (user_id),
    CONSTRAINT citizen_reading_period CHECK (period_s >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

CREATE TABLE IF NOT EXISTS patient_data (
    user_id VARCHAR(64) NOT NULL PRIMARY KEY,
    address CHAR(42)    NOT NULL,
    CONSTRAINT patient_data_address_length CHECK (CHAR_LENGTH(address) = 42)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

CREATE TABLE IF NOT EXISTS record_location (
    record_id  CHAR(66)        NOT NULL PRIMARY KEY,
    user_id    VARCHAR(64)     NOT NULL,
    key_id     VARCHAR(32)     NOT NULL,
    ciphertext VARBINARY(4096) NOT NULL,
    KEY record_location_user (user_id),
    CONSTRAINT record_location_of FOREIGN KEY (user_id) REFERENCES patient_data (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

-- No foreign key to record_location: releases and the audit outlive a record.
CREATE TABLE IF NOT EXISTS record_release (
    request_id  CHAR(66)        NOT NULL PRIMARY KEY,
    record_id   CHAR(66)        NOT NULL,
    public_key  CHAR(66)        NOT NULL,
    sealed      VARBINARY(8192) NOT NULL,
    released_at BIGINT          NOT NULL,
    KEY record_release_record (record_id)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

CREATE TABLE IF NOT EXISTS audit_entry (
    id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at         BIGINT       NOT NULL,
    action     VARCHAR(32)  NOT NULL,
    record_id  CHAR(66)     NOT NULL,
    request_id VARCHAR(66)  NOT NULL,
    detail     VARCHAR(255) NOT NULL,
    KEY audit_entry_record (record_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;
