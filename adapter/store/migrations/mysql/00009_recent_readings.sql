-- What the model sums by day, of each citizen in one row: a copy of readings, made when a score is read and worth something
-- only as long as the citizen's revision is the one that it was made of.

-- +goose Up
CREATE TABLE IF NOT EXISTS recent_readings (
    user_id  VARCHAR(64) NOT NULL PRIMARY KEY,
    revision BIGINT      NOT NULL,
    packed   MEDIUMBLOB  NOT NULL,
    CONSTRAINT recent_readings_of FOREIGN KEY (user_id) REFERENCES user_data_iot (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;
