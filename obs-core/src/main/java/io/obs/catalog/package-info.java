/**
 * The catalogue: every metric's name, type, labels, unit, buckets and help, once, as data. Nothing else spells one.
 */
@NullMarked
package io.obs.catalog;

import org.jspecify.annotations.NullMarked;
