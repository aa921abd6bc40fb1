/** The folder that one installation keeps everything in, and the lock that gives it to one process at a time. */
@NullMarked
package io.trainyard.standalone.home;

import org.jspecify.annotations.NullMarked;
