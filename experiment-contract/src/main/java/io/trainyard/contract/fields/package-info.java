/** How specifications declare their fields, so that JSON, forms and defaults follow from the records themselves. */
@NullMarked
package io.trainyard.contract.fields;

import org.jspecify.annotations.NullMarked;
