/** What went wrong and for how long: probe outages, episodes of alerts, the log that people keep, made into incidents. */
@NullMarked
package io.obs.ops.incident;

import org.jspecify.annotations.NullMarked;
