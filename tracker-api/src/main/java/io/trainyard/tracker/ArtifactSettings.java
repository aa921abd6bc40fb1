package io.trainyard.tracker;

import io.trainyard.tracker.files.StoreLimits;
import java.nio.file.Path;

/**
 * Where the files of runs are kept.
 *
 * @param folder of the files; workers on the same disk may write into it
 */
public record ArtifactSettings(Path folder, StoreLimits limits) {
    public static ArtifactSettings in(Path folder) {
        return new ArtifactSettings(folder, StoreLimits.USUAL);
    }
}
