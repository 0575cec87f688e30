/** Tests of the house itself: what the compiler can't check of its plan. */
@NullMarked
package io.obs.architecture;

import org.jspecify.annotations.NullMarked;
