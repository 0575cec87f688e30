/**
 * The job manager: takes orders over HTTP, processes them on a bounded pool, and tells how they are.
 */
@NullMarked
package io.obs.examples.captions.jobs;

import org.jspecify.annotations.NullMarked;
