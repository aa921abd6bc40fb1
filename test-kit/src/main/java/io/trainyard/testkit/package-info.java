/** Real services for tests, and builders of the values that tests send through them. */
@NullMarked
package io.trainyard.testkit;

import org.jspecify.annotations.NullMarked;
