/** A real OpenSearch node on loopback. */
@NullMarked
package io.obs.part.opensearch;

import org.jspecify.annotations.NullMarked;
