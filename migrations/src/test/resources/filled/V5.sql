-- What is handed out from then on.
INSERT INTO outbox (topic, key, payload)
VALUES ('trainyard.requests', '00000000000000a4', '{}');
