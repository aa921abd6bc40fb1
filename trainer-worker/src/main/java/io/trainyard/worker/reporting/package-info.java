/**
 * How what happened gets to the tracker: {@link io.trainyard.worker.reporting.RunReporter} numbers the events of an attempt,
 * {@link io.trainyard.worker.reporting.EventSpool} keeps them on the disk, and
 * {@link io.trainyard.worker.reporting.RunEventPublisher} sends them to Kafka in order. Training never waits for Kafka.
 */
@NullMarked
package io.trainyard.worker.reporting;

import org.jspecify.annotations.NullMarked;
