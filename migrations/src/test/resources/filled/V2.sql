-- What is new in this version.
INSERT INTO quarantine (topic, partition, record_offset, key, bytes, reason, at)
VALUES ('trainyard.run-events', 0, 50, NULL, 'newest garbage', 'is not JSON', '2026-01-31T13:00:00Z');
