package io.trainyard.tracker;

import io.trainyard.tracker.files.S3Settings;
import io.trainyard.tracker.files.StoreLimits;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the files of runs are kept.
 *
 * @param folder of the files, which workers on the same disk may write into; with a bucket only of those on their way
 * @param s3 the bucket of the files, if they go to one
 * @param keepEvery so many epochs a checkpoint is kept for good; 0 for none
 */
public record ArtifactSettings(Path folder, Optional<S3Settings> s3, StoreLimits limits, int keepEvery) {
    public static ArtifactSettings in(Path folder) {
        return new ArtifactSettings(folder, Optional.empty(), StoreLimits.USUAL, 0);
    }
}
