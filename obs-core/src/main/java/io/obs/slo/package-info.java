/** What a service promises: objectives as declarations. Budgets are reckoned, and rules made, from them elsewhere. */
@NullMarked
package io.obs.slo;

import org.jspecify.annotations.NullMarked;
