/** PromQL made from the catalogue's names only, and read again to check the names that stand in it. */
@NullMarked
package io.obs.ops.promql;

import org.jspecify.annotations.NullMarked;
