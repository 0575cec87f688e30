/**
 * What databases promise, written once and inherited by each of their adapters, run on real databases: an adapter's test
 * implements {@link io.obs.testkit.db.DatabaseContract}.
 */
@NullMarked
package io.obs.testkit.db;

import org.jspecify.annotations.NullMarked;
