INSERT INTO account (name, role, password_hash, created_at) VALUES ('ada', 'admin', '$argon2id$…', now());
INSERT INTO login_session (digest, account_id, address, created_at, used_at) SELECT '\x01', id, '127.0.0.1', now(), now() FROM account;
INSERT INTO api_token (digest, account_id, name, role, created_at, expires_at) SELECT '\x02', id, 'ci', 'viewer', now(), now() FROM account;
INSERT INTO audit (at, actor, means, address, action, target, outcome, detail)
VALUES (now(), 'ada', 'session', '127.0.0.1', 'run.cancel', '00000000000000a1', 'done', '');
INSERT INTO worker_identity (digest, worker, signing_key, enrolled_at) VALUES ('\x03', 'worker-1', '\x04', now());
