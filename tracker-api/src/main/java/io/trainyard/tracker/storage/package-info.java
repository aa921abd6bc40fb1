/** Everything that speaks SQL. Repositories take a transaction and never open one. */
@NullMarked
package io.trainyard.tracker.storage;

import org.jspecify.annotations.NullMarked;
