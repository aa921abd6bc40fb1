/** From the queue to Kafka: decides which runs workers get next, and ends the attempts of silent workers. */
@NullMarked
package io.trainyard.tracker.dispatch;

import org.jspecify.annotations.NullMarked;
