UPDATE attempt SET device_id = 'onednn', threads = 2, precision = 'fp32';
INSERT INTO attempt_device (attempt_id, from_epoch, device_id, name, threads, precision)
SELECT id, 1, 'onednn', 'oneDNN 3.10', 2, 'fp32' FROM attempt;
