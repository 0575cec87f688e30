/** What obs costs, each measurement beside its peers in the same run (docs/performance.md). */
@NullMarked
package io.obs.benchmarks;

import org.jspecify.annotations.NullMarked;
