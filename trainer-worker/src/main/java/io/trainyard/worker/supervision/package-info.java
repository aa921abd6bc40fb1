/** Workers as processes of their own: started, watched, restarted and reported about, and ended with whoever watches. */
@NullMarked
package io.trainyard.worker.supervision;

import org.jspecify.annotations.NullMarked;
