package io.trainyard.tracker.storage;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.OwnDatasets;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.contract.wire.DatasetJson;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads which data sets of people's own there are. */
public final class DatasetQueries {
    private static final Logger LOG = LoggerFactory.getLogger(DatasetQueries.class);

    // Of two versions of one name, the one that was told last comes first: somebody has changed the folder.
    private static final String KNOWN = """
            SELECT d.value::text AS description
            FROM worker w
            CROSS JOIN LATERAL jsonb_array_elements(w.datasets) d
            WHERE w.state <> 'lost'
            ORDER BY d.value ->> 'name', w.datasets_told_at DESC, d.value ->> 'digest'
            """;

    private DatasetQueries() {}

    /** Of all workers that live. */
    public static OwnDatasets known(Transaction tx) {
        List<DatasetInfo> sets = tx.query(KNOWN, row -> row.getString("description")).stream()
                .flatMap(description -> read(description).stream())
                .distinct()
                .toList();
        return new OwnDatasets(sets);
    }

    /** A worker of another version may have described what this one does not allow. */
    private static Optional<DatasetInfo> read(String description) {
        try {
            return Optional.of(DatasetJson.read(description));
        } catch (InvalidSpecException e) {
            LOG.atDebug().setCause(e).log("a data set is left out");
            return Optional.empty();
        }
    }
}
