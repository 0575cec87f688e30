/**
 * Metrics: turns the catalogue into metric families of a Prometheus registry, guards their cardinality and answers
 * scrapes. A service's own Micrometer meters live in the same registry and come out of the same scrape.
 */
@NullMarked
package io.obs.metrics;

import org.jspecify.annotations.NullMarked;
