/** OpenTelemetry's own Java agent, and services in JVMs that it is attached to. */
@NullMarked
package io.obs.part.agent;

import org.jspecify.annotations.NullMarked;
