/** Runbooks: a page for each alert, and how to work with them. */
@NullMarked
package io.obs.ops.runbooks;

import org.jspecify.annotations.NullMarked;
