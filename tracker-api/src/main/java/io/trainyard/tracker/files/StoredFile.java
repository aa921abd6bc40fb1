package io.trainyard.tracker.files;

import java.time.Instant;

/**
 * A file that lies in a store.
 *
 * @param path from the store's root, with slashes
 * @param modified when it got there
 */
public record StoredFile(String path, long bytes, Instant modified) {
    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
