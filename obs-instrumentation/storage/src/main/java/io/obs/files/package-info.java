/** A store of objects in a directory, observed: for services that need no more than that, and for tests. */
@NullMarked
package io.obs.files;

import org.jspecify.annotations.NullMarked;
