-- What the model sums by day, of each citizen in one place: a copy of readings, made when a score is read. It stands beside the
-- revision that it was made of, and goes with it: one row tells both. MySQL adds a column that is there already to no table,
-- and a migration that was cut off is run again.

-- +goose Up
SET @missing = (
    SELECT COUNT(*) = 0 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'citizen_revision' AND column_name = 'recent'
);
SET @adding = IF(@missing, 'ALTER TABLE citizen_revision ADD COLUMN recent MEDIUMBLOB NULL', 'DO 0');
PREPARE adding FROM @adding;
EXECUTE adding;
DEALLOCATE PREPARE adding;

DROP TABLE IF EXISTS recent_readings;
