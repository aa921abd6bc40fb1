-- People who may log in. They are disabled and never deleted, so that a name in the audit log stays that of one person.
CREATE TABLE account (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text        NOT NULL UNIQUE,
    role          text        NOT NULL,
    -- argon2id, with its parameters and its salt.
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL,
    login_at      timestamptz,
    disabled_at   timestamptz
);

-- Browsers that are logged in, by the SHA-256 of what their cookie holds. Any tracker knows them, and a restart forgets none.
CREATE TABLE login_session (
    digest     bytea       PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES account,
    address    text        NOT NULL,
    created_at timestamptz NOT NULL,
    used_at    timestamptz NOT NULL
);
CREATE INDEX login_session_by_account ON login_session (account_id);

-- Tokens of programs, by their SHA-256: nobody can read one here. Those that are revoked stay for the list.
CREATE TABLE api_token (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest     bytea       NOT NULL UNIQUE,
    account_id bigint      NOT NULL REFERENCES account,
    name       text        NOT NULL,
    role       text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    revoked_at timestamptz
);
CREATE INDEX api_token_by_account ON api_token (account_id);

-- Who has changed what, when and from where, and what was refused to whom. Never a secret.
CREATE TABLE audit (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    -- Empty where nobody had to say who they are.
    actor   text        NOT NULL,
    -- How they showed who they are: session, token, worker, command or none.
    means   text        NOT NULL,
    address text        NOT NULL,
    action  text        NOT NULL,
    target  text        NOT NULL,
    outcome text        NOT NULL,
    detail  text        NOT NULL
);

-- What workers show and sign with. The secret itself is the worker's alone: kept are its digest, by which the worker is known over
-- HTTP, and the key that is derived from it, by which its signatures are verified.
CREATE TABLE worker_identity (
    digest      bytea       PRIMARY KEY,
    worker      text        NOT NULL,
    signing_key bytea       NOT NULL,
    enrolled_at timestamptz NOT NULL,
    -- Since when the worker has another one; what it had signed before may still be on its way.
    replaced_at timestamptz,
    revoked_at  timestamptz
);
CREATE INDEX worker_identity_by_worker ON worker_identity (worker);

-- How a record was signed, so that it is not applied unverified later on.
ALTER TABLE quarantine ADD COLUMN signature text;
