package io.trainyard.tracker;

import io.trainyard.tracker.files.StoreLimits;
import java.nio.file.Path;

/**
 * Where the files of runs are kept.
 *
 * @param folder of the files; workers on the same disk may write into it
 * @param keepEvery so many epochs a checkpoint is kept for good; 0 for none
 */
public record ArtifactSettings(Path folder, StoreLimits limits, int keepEvery) {
    public static ArtifactSettings in(Path folder) {
        return new ArtifactSettings(folder, StoreLimits.USUAL, 0);
    }
}
