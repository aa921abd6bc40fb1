/**
 * What attempts keep in the folder of artifacts: {@link io.trainyard.worker.files.AttemptFolder} has the files of one attempt,
 * which nobody else writes, and {@link io.trainyard.worker.files.RunFolder} finds the checkpoints of all attempts at a run.
 */
@NullMarked
package io.trainyard.worker.files;

import org.jspecify.annotations.NullMarked;
