/**
 * From one logback event, or one line of obs's own, to one line of JSON: the fields of SPEC section 2, escaped, masked
 * and bounded, without a copy and without Jackson where that is possible.
 */
@NullMarked
package io.obs.logging.json;

import org.jspecify.annotations.NullMarked;
