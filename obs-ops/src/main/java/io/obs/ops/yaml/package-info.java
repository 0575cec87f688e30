/** YAML as it is read, with every fault and its line, and as it is written. */
@NullMarked
package io.obs.ops.yaml;

import org.jspecify.annotations.NullMarked;
