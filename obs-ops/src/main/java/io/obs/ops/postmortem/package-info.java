/** Post-mortems: the template, and what Prometheus and the incident log can fill in. */
@NullMarked
package io.obs.ops.postmortem;

import org.jspecify.annotations.NullMarked;
