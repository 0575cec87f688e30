/** The contracts of caches: in the process and on a network. An adapter's test implements one and says how to open one. */
@NullMarked
package io.obs.testkit.cache;

import org.jspecify.annotations.NullMarked;
