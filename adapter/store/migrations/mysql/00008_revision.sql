-- Revisions tell whoever keeps a score that the readings behind it are others now: a random number, another with each
-- transaction that adds readings of that citizen or city. Where there is no row, none were added since the table is there.
-- Adapters that share scores encrypt them under a key that this database alone has.

-- +goose Up
CREATE TABLE IF NOT EXISTS citizen_revision (
    user_id  VARCHAR(64) NOT NULL PRIMARY KEY,
    revision BIGINT      NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

CREATE TABLE IF NOT EXISTS city_revision (
    city_id  VARCHAR(64) NOT NULL PRIMARY KEY,
    revision BIGINT      NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

CREATE TABLE IF NOT EXISTS cache_key (
    id     INT           NOT NULL PRIMARY KEY,
    secret VARBINARY(32) NOT NULL,
    CONSTRAINT cache_key_is_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

-- Every change that a score could show gives the bucket of its citizen or city another random number, so that one short
-- query tells of no change at all.
CREATE TABLE IF NOT EXISTS score_change (
    bucket   SMALLINT NOT NULL PRIMARY KEY,
    revision BIGINT   NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;
