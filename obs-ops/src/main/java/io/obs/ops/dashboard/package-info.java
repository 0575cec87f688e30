/** Dashboards for Grafana, as its classic JSON model, and the files that provision them. */
@NullMarked
package io.obs.ops.dashboard;

import org.jspecify.annotations.NullMarked;
