/**
 * Adapter of Spring's schedulers and executors: runs of {@code @Scheduled} methods are jobs that must run, and what is
 * handed to an executor keeps the context of who handed it over.
 */
@NullMarked
package io.obs.spring.task;

import org.jspecify.annotations.NullMarked;
