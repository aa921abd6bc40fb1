/** The data sets that an experiment can name, and what is known of each before a byte of it is read. */
@NullMarked
package io.trainyard.contract.dataset;

import org.jspecify.annotations.NullMarked;
