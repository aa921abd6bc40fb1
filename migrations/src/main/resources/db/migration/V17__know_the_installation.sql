-- Which installation the database is the memory of: its messages say so, and others that share its Kafka are told apart.
CREATE TABLE installation (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    id text NOT NULL
);

INSERT INTO installation (id) VALUES (gen_random_uuid()::text);
