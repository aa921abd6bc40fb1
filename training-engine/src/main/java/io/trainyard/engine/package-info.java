/** One training run from its specification to its checkpoints: {@link TrainingRun} is the way in. */
@NullMarked
package io.trainyard.engine;

import org.jspecify.annotations.NullMarked;
