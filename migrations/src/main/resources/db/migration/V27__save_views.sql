-- Ways of looking at runs that people want to come back to: a page with what its address says of filter, columns, order and groups.

CREATE TABLE saved_view (
    name     text        NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
    path     text        NOT NULL CHECK (length(path) BETWEEN 1 AND 200),
    query    text        NOT NULL CHECK (length(query) <= 12000),
    -- Empty where nobody has to say who they are.
    saved_by text        NOT NULL,
    saved_at timestamptz NOT NULL
);
