/** Weaves annotated methods at build time: the goal, and the engine behind it. */
@NullMarked
package io.obs.maven;

import org.jspecify.annotations.NullMarked;
