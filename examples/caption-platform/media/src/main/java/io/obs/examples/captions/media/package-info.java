/**
 * The work of the example: audio in, captions out. Knows nothing of jobs, HTTP or obs.
 */
@NullMarked
package io.obs.examples.captions.media;

import org.jspecify.annotations.NullMarked;
