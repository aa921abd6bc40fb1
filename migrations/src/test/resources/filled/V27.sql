INSERT INTO saved_view (name, path, query, saved_by, saved_at)
VALUES ('best first', '/runs', 'sort=-best.test_accuracy', 'ada', now());
