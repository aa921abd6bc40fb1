/** The people who use a tracker, and the tokens and sessions by which they are known: each call is one transaction. */
@NullMarked
package io.trainyard.tracker.accounts;

import org.jspecify.annotations.NullMarked;
