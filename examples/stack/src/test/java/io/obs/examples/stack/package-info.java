/** Reads the manifests as their tools would, and looks whether what one names is there in another. */
@NullMarked
package io.obs.examples.stack;

import org.jspecify.annotations.NullMarked;
