/** The rows of people, of what they log in with, and of what they have done. */
@NullMarked
package io.trainyard.tracker.storage.access;

import org.jspecify.annotations.NullMarked;
