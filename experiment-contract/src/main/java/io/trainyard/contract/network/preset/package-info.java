/** The networks that can be asked for by name, one file for each family, written as their papers describe them. */
@NullMarked
package io.trainyard.contract.network.preset;

import org.jspecify.annotations.NullMarked;
