/** Contexts that are made when somebody looks at them, and never where nobody does. */
@NullMarked
package io.obs.lazy;

import org.jspecify.annotations.NullMarked;
