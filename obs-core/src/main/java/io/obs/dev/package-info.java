/** The development mode: warns of contexts that were lost or left behind, with the place in the service's code. */
@NullMarked
package io.obs.dev;

import org.jspecify.annotations.NullMarked;
