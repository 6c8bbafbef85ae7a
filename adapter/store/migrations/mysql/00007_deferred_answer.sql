-- Requests whose answer is sent later, until it is delivered. id is the SHA-256 of the URL that the answer goes to.
-- sealed holds that URL with the request or, once answered, with the answer, encrypted under the key key_id: nothing of
-- it is readable here. owner is the process that works on it until owned_until. Times are microseconds since 1970 UTC.

-- +goose Up
CREATE TABLE IF NOT EXISTS deferred_answer (
    id          CHAR(66)        NOT NULL PRIMARY KEY,
    key_id      VARCHAR(32)     NOT NULL,
    sealed      MEDIUMBLOB      NOT NULL,
    answered    BOOLEAN         NOT NULL,
    created_at  BIGINT          NOT NULL,
    owner       VARCHAR(64)     NOT NULL,
    owned_until BIGINT          NOT NULL,
    KEY deferred_answer_owned_until (owned_until)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;
