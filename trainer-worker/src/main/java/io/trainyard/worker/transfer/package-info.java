/**
 * Files on their way between this worker and its tracker, for workers that share no folder with it:
 * {@link io.trainyard.worker.transfer.TrackerFiles} is the tracker's API, {@link io.trainyard.worker.transfer.UploadQueue} sends
 * what an attempt saves beside the training.
 */
@NullMarked
package io.trainyard.worker.transfer;

import org.jspecify.annotations.NullMarked;
