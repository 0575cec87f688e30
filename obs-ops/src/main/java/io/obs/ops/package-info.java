/** The command line of operations as code: each command is a class of a package below, registered in one line here. */
@NullMarked
package io.obs.ops;

import org.jspecify.annotations.NullMarked;
