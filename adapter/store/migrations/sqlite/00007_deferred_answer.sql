-- Requests whose answer is sent later, until it is delivered. id is the SHA-256 of the URL that the answer goes to.
-- sealed holds that URL with the request or, once answered, with the answer, encrypted under the key key_id: nothing of
-- it is readable here. owner is the process that works on it until owned_until. Times are microseconds since 1970 UTC.

-- +goose Up
CREATE TABLE deferred_answer (
    id          TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 66),
    key_id      TEXT    NOT NULL,
    sealed      BLOB    NOT NULL,
    answered    INTEGER NOT NULL CHECK (answered IN (0, 1)),
    created_at  INTEGER NOT NULL,
    owner       TEXT    NOT NULL,
    owned_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX deferred_answer_owned_until ON deferred_answer (owned_until);
