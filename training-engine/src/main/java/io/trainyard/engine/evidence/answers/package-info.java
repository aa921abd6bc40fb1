/** What a network says of the test set: how often it is right, how sure it is, and where it fails. */
@NullMarked
package io.trainyard.engine.evidence.answers;

import org.jspecify.annotations.NullMarked;
