UPDATE checkpoint SET sha256 = repeat('0', 64), attempt = 1;
UPDATE artifact SET sha256 = repeat('0', 64), epoch = 3, attempt = 1;
UPDATE worker SET troubles = '["the disk is full"]';
UPDATE attempt SET released_for = 'memory';
