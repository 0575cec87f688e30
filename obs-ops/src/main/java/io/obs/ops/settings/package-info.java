/** What a team tells the generators about its services: names, thresholds, addresses. */
@NullMarked
package io.obs.ops.settings;

import org.jspecify.annotations.NullMarked;
