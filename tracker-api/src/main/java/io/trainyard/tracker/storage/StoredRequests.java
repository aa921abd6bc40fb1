package io.trainyard.tracker.storage;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.Restart;
import io.trainyard.contract.RunId;
import io.trainyard.contract.wire.StoredRunRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Reads the request that hands a run out, of the tables run and experiment. */
final class StoredRequests {
    // An attempt that never owned the run has left nothing.
    static final String COLUMNS = """
            run.run_id, experiment.experiment_id, run.spec, run.dispatch_count, run.restarts, run.restart_epoch,
            CASE WHEN run.restarts = 0 THEN '{}'
                 ELSE ARRAY(SELECT attempt.attempt_id
                            FROM attempt
                            WHERE attempt.run_id = run.id AND attempt.number <= run.restart_after
                              AND attempt.state <> 'superseded'
                            ORDER BY attempt.number) END AS earlier
            """;

    private StoredRequests() {}

    static StoredRunRequest read(ResultSet row) throws SQLException {
        return new StoredRunRequest(
                new RunId(row.getString("run_id")),
                new ExperimentId(row.getString("experiment_id")),
                row.getString("spec"),
                row.getInt("dispatch_count") + 1,
                restart(row));
    }

    private static Restart restart(ResultSet row) throws SQLException {
        if (row.getInt("restarts") == 0) return Restart.NONE;
        String[] earlier = (String[]) row.getArray("earlier").getArray();
        return new Restart(
                row.getInt("restarts"),
                row.getInt("restart_epoch"),
                Arrays.stream(earlier).map(AttemptId::new).toList());
    }
}
