/** What the commands share: exit codes, bad input told to people, generated files written or checked. */
@NullMarked
package io.obs.ops.cli;

import org.jspecify.annotations.NullMarked;
