/** Who is told of an alert, how and how often: the configuration of Alertmanager. */
@NullMarked
package io.obs.ops.alertmanager;

import org.jspecify.annotations.NullMarked;
