/** A real PostgreSQL and a real Kafka broker that live and die with the process that started them. */
@NullMarked
package io.trainyard.embedded;

import org.jspecify.annotations.NullMarked;
