UPDATE run SET placement = '{"class":"cuda","labels":{"rack":"a"}}', offered_to = 'host-1' WHERE name = 'waiting';
UPDATE worker SET device_class = 'cuda:sm_90', memory = 80000000000, labels = '{"rack": "a"}', free_since = now();
