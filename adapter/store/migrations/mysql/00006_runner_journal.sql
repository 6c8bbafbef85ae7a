-- The runner's journal: each run's way, the transactions it signed, who may write, and how far it has looked. A run
-- holds nothing of what a request or an answer says; sealed is a signed transaction, encrypted with a key that only
-- the holder of the signing key has. Addresses and hashes are 0x and hexadecimal; times are microseconds
-- since 1970 UTC.

-- +goose Up
CREATE TABLE IF NOT EXISTS runner_run (
    chain_id      BIGINT       NOT NULL,
    request_id    CHAR(66)     NOT NULL,
    block_hash    CHAR(66)     NOT NULL,
    block_number  BIGINT       NOT NULL,
    log_tx        CHAR(66)     NOT NULL,
    log_index     BIGINT       NOT NULL,
    job_id        CHAR(36)     NOT NULL,
    job_name      VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    state         VARCHAR(16)  NOT NULL,
    settled       TINYINT      NOT NULL, -- 1: nothing is left to do
    error         VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    tx_hash       CHAR(66)     NOT NULL, -- of the fulfilment, or empty
    confirmations BIGINT       NOT NULL, -- that the fulfilment needs; 0: until its block is final, and before it is sent
    seen_at       BIGINT       NOT NULL,
    confirmed_at  BIGINT       NOT NULL, -- 0, as the ones below: not yet
    running_at    BIGINT       NOT NULL,
    answered_at   BIGINT       NOT NULL,
    sent_at       BIGINT       NOT NULL,
    mined_at      BIGINT       NOT NULL,
    ended_at      BIGINT       NOT NULL,
    updated_at    BIGINT       NOT NULL,
    PRIMARY KEY (chain_id, request_id, block_hash),
    KEY runner_run_open (chain_id, settled, request_id, block_hash),
    KEY runner_run_age (chain_id, settled, updated_at),
    KEY runner_run_seen (chain_id, seen_at),
    KEY runner_run_state (chain_id, state, seen_at)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

CREATE TABLE IF NOT EXISTS runner_transaction (
    chain_id   BIGINT     NOT NULL,
    tx_hash    CHAR(66)   NOT NULL,
    account    CHAR(42)   NOT NULL,
    nonce      BIGINT     NOT NULL,
    request_id CHAR(66)   NOT NULL, -- with block_hash: the run it is for; both empty where it only fills a gap
    block_hash CHAR(66)   NOT NULL,
    settled    TINYINT    NOT NULL, -- 1: its nonce is used up for good
    sealed     MEDIUMBLOB NOT NULL, -- empty once settled
    signed_at  BIGINT     NOT NULL,
    PRIMARY KEY (chain_id, tx_hash),
    KEY runner_transaction_open (chain_id, settled, account, nonce),
    KEY runner_transaction_run (chain_id, request_id, block_hash),
    KEY runner_transaction_age (chain_id, settled, signed_at)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

CREATE TABLE IF NOT EXISTS runner_lease (
    chain_id BIGINT       NOT NULL PRIMARY KEY,
    holder   VARCHAR(200) NOT NULL, -- empty: nobody
    token    BIGINT       NOT NULL, -- rises with each new holder
    beat     BIGINT       NOT NULL  -- rises while the holder lives
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;

CREATE TABLE IF NOT EXISTS runner_mark (
    chain_id BIGINT      NOT NULL,
    name     VARCHAR(64) NOT NULL,
    value    BIGINT      NOT NULL,
    PRIMARY KEY (chain_id, name)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;
