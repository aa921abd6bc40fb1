UPDATE attempt SET processor = 'Some processor' WHERE device_id IS NOT NULL;
UPDATE attempt_device SET processor = 'Some processor';
