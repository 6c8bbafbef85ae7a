-- What the model sums by day, of each citizen in one place: a copy of readings, made when a score is read. It stands beside the
-- revision that it was made of, and goes with it: one row tells both.

-- +goose Up
ALTER TABLE citizen_revision ADD COLUMN recent BLOB;

DROP TABLE recent_readings;
