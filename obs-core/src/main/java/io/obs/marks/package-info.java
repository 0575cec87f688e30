/**
 * Looks for methods that are marked with {@code @ObservedJob} and were not woven, so that the start line can name them.
 */
@NullMarked
package io.obs.marks;

import org.jspecify.annotations.NullMarked;
