package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;
import java.nio.file.Path;
import java.util.List;

/** A folder or an archive where the files of a built-in set may lie. */
interface DataPlace {
    Path location();

    /** Whether it is called as the set is, so that its files are meant to be that set's. */
    boolean isNamed();

    /** Names of the files that a complete set has there. */
    List<String> wanted();

    /** Those of them that are not there. */
    List<String> absent();

    default boolean isComplete() {
        return absent().isEmpty();
    }

    Dataset read(DatasetInfo info) throws DataException;
}
