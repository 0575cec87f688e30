/**
 * Adapter of Spring's proxies: calls of a bean's methods that are marked with {@link io.obs.job.ObservedJob} are jobs.
 */
@NullMarked
package io.obs.spring.job;

import org.jspecify.annotations.NullMarked;
