/**
 * What reaches the worker from Kafka: run requests, each held by a slot until it is settled, and run commands, which every
 * worker reads in full.
 */
@NullMarked
package io.trainyard.worker.queue;

import org.jspecify.annotations.NullMarked;
