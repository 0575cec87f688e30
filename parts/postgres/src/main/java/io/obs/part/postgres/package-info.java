/** A real PostgreSQL for tests, examples and benchmarks. */
@NullMarked
package io.obs.part.postgres;

import org.jspecify.annotations.NullMarked;
