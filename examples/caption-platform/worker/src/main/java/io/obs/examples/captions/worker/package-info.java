/**
 * The worker: takes jobs from the queue, extracts captions from the recordings of an object storage, and reports what
 * became of them.
 */
@NullMarked
package io.obs.examples.captions.worker;

import org.jspecify.annotations.NullMarked;
