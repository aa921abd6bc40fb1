@NullMarked
package io.trainyard.tracker.external;

import org.jspecify.annotations.NullMarked;
