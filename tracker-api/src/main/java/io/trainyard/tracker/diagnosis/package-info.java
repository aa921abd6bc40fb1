/** What was found out about an installation, for people who are to mend it. */
@NullMarked
package io.trainyard.tracker.diagnosis;

import org.jspecify.annotations.NullMarked;
