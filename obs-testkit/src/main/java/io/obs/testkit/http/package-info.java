/**
 * What HTTP promises, written once and inherited by each of its adapters, run on real servers and clients: an adapter's
 * test implements {@link io.obs.testkit.http.HttpServerContract} or {@link io.obs.testkit.http.HttpClientContract}.
 */
@NullMarked
package io.obs.testkit.http;

import org.jspecify.annotations.NullMarked;
