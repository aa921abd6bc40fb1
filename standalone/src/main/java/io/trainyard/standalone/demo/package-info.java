/** The demonstration: the experiment it queues, what its figures show, and the choice of its data. */
@NullMarked
package io.trainyard.standalone.demo;

import org.jspecify.annotations.NullMarked;
