/**
 * Data sets of people's own. A folder is read in one of several formats ({@link io.trainyard.engine.data.own.Source}), its images are
 * brought to one shape ({@link io.trainyard.engine.data.own.Shaping}) and put, in an order that their content decides, into a file that
 * is mapped ({@link io.trainyard.engine.data.own.Preparing}, {@link io.trainyard.engine.data.own.PreparedFile}).
 */
@NullMarked
package io.trainyard.engine.data.own;

import org.jspecify.annotations.NullMarked;
