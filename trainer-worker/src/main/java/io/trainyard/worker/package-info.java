/**
 * The trainer worker. A slot of {@link io.trainyard.worker.queue.RunRequestQueue} takes a request, {@code AttemptRunner}
 * makes an attempt of it, {@code TrainingLoop} trains epoch after epoch through the {@code Trainer}, and
 * {@link io.trainyard.worker.reporting.RunReporter} tells the tracker. Only this package knows both the engine and Kafka.
 */
@NullMarked
package io.trainyard.worker;

import org.jspecify.annotations.NullMarked;
