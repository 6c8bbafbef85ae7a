-- Tokens of the ingestion routes. digest is the SHA-256 of a token in lower-case hexadecimal; its text is nowhere.
-- Times are microseconds since 1970 UTC; last_used_day counts days since then.

-- +goose Up
CREATE TABLE IF NOT EXISTS access_token (
    id            VARCHAR(32)  NOT NULL PRIMARY KEY,
    digest        CHAR(64)     NOT NULL,
    scopes        VARCHAR(200) NOT NULL,
    note          VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    issued_at     BIGINT       NOT NULL,
    expires_at    BIGINT,
    revoked_at    BIGINT,
    last_used_day INT,
    UNIQUE KEY access_token_digest (digest),
    CONSTRAINT access_token_digest_length CHECK (CHAR_LENGTH(digest) = 64)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;
