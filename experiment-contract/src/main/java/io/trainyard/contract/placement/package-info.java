/** Where a run may be trained: what workers say that they are, and what a run asks of them. */
@NullMarked
package io.trainyard.contract.placement;

import org.jspecify.annotations.NullMarked;
