/** From Kafka to rows: reads what workers report and applies it, rows and position in one transaction. */
@NullMarked
package io.trainyard.tracker.ingest;

import org.jspecify.annotations.NullMarked;
