-- The runner's journal: each run's way, the transactions it signed, who may write, and how far it has looked. A run
-- holds nothing of what a request or an answer says; sealed is a signed transaction, encrypted with a key that only
-- the holder of the signing key has. Addresses and hashes are 0x and hexadecimal; times are microseconds
-- since 1970 UTC.

-- +goose Up
CREATE TABLE runner_run (
    chain_id      INTEGER NOT NULL,
    request_id    TEXT    NOT NULL CHECK (length(request_id) = 66),
    block_hash    TEXT    NOT NULL CHECK (length(block_hash) = 66),
    block_number  INTEGER NOT NULL,
    log_tx        TEXT    NOT NULL,
    log_index     INTEGER NOT NULL,
    job_id        TEXT    NOT NULL,
    job_name      TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    settled       INTEGER NOT NULL, -- 1: nothing is left to do
    error         TEXT    NOT NULL,
    tx_hash       TEXT    NOT NULL, -- of the fulfilment, or empty
    confirmations INTEGER NOT NULL, -- that the fulfilment needs; 0: until its block is final, and before it is sent
    seen_at       INTEGER NOT NULL,
    confirmed_at  INTEGER NOT NULL, -- 0, as the ones below: not yet
    running_at    INTEGER NOT NULL,
    answered_at   INTEGER NOT NULL,
    sent_at       INTEGER NOT NULL,
    mined_at      INTEGER NOT NULL,
    ended_at      INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    PRIMARY KEY (chain_id, request_id, block_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX runner_run_open ON runner_run (chain_id, settled, request_id, block_hash);
CREATE INDEX runner_run_age ON runner_run (chain_id, settled, updated_at);
CREATE INDEX runner_run_seen ON runner_run (chain_id, seen_at);
CREATE INDEX runner_run_state ON runner_run (chain_id, state, seen_at);

CREATE TABLE runner_transaction (
    chain_id   INTEGER NOT NULL,
    tx_hash    TEXT    NOT NULL CHECK (length(tx_hash) = 66),
    account    TEXT    NOT NULL CHECK (length(account) = 42),
    nonce      INTEGER NOT NULL,
    request_id TEXT    NOT NULL, -- with block_hash: the run it is for; both empty where it only fills a gap
    block_hash TEXT    NOT NULL,
    settled    INTEGER NOT NULL, -- 1: its nonce is used up for good
    sealed     BLOB    NOT NULL, -- empty once settled
    signed_at  INTEGER NOT NULL,
    PRIMARY KEY (chain_id, tx_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX runner_transaction_open ON runner_transaction (chain_id, settled, account, nonce);
CREATE INDEX runner_transaction_run ON runner_transaction (chain_id, request_id, block_hash);
CREATE INDEX runner_transaction_age ON runner_transaction (chain_id, settled, signed_at);

CREATE TABLE runner_lease (
    chain_id INTEGER NOT NULL PRIMARY KEY,
    holder   TEXT    NOT NULL, -- empty: nobody
    token    INTEGER NOT NULL, -- rises with each new holder
    beat     INTEGER NOT NULL  -- rises while the holder lives
) STRICT;

CREATE TABLE runner_mark (
    chain_id INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    value    INTEGER NOT NULL,
    PRIMARY KEY (chain_id, name)
) STRICT, WITHOUT ROWID;
