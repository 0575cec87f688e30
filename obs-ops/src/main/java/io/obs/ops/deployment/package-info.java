/** When a service was deployed, and whether it worked. */
@NullMarked
package io.obs.ops.deployment;

import org.jspecify.annotations.NullMarked;
