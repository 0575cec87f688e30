/**
 * Adapter of plain Java calls: runs, submits or proxies work as the neutral jobs of {@code io.obs.job}.
 */
@NullMarked
package io.obs.jobs;

import org.jspecify.annotations.NullMarked;
