/** Objectives as they are declared in a file, and the rules that tell how fast their budgets burn. */
@NullMarked
package io.obs.ops.slo;

import org.jspecify.annotations.NullMarked;
