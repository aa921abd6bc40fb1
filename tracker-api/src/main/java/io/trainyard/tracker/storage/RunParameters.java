package io.trainyard.tracker.storage;

/** The parameters of runs one by one, beside their table as a whole, so that runs can be ordered and found by one of them. */
final class RunParameters {
    // Without the question first, the names that are known already would use up ids.
    private static final String INSERT_NAMES = """
            INSERT INTO parameter (name)
            SELECT DISTINCT given.name
            FROM run
            CROSS JOIN jsonb_object_keys(run.parameters) AS given (name)
            WHERE run.run_id = ANY (?)
              AND NOT EXISTS (SELECT FROM parameter WHERE parameter.name = given.name)
            ON CONFLICT (name) DO NOTHING
            """;

    // An index holds no long values, and nobody tells two of them apart in a list.
    private static final String INSERT = """
            INSERT INTO run_parameter (run_id, parameter_id, value)
            SELECT run.id, parameter.id,
                   CASE WHEN pg_column_size(given.value) <= 500 THEN given.value
                        ELSE to_jsonb(left(given.value #>> '{}', 100)) END
            FROM run
            CROSS JOIN jsonb_each(run.parameters) AS given
            JOIN parameter ON parameter.name = given.key
            WHERE run.run_id = ANY (?)
            """;

    private static final String DELETE = """
            DELETE FROM run_parameter
            WHERE run_id = (SELECT id FROM run WHERE run_id = ?)
            """;

    private RunParameters() {}

    /** Takes the parameters of new runs apart. */
    static void insert(Transaction tx, String[] runs) {
        tx.update(INSERT_NAMES, (Object) runs);
        tx.update(INSERT, (Object) runs);
    }

    /** Takes the parameters of a run apart that have changed. */
    static void replace(Transaction tx, String run) {
        tx.update(DELETE, run);
        insert(tx, new String[] {run});
    }
}
