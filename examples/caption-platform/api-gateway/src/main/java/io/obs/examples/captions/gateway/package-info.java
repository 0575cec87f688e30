/**
 * The gateway: validates orders, hands them to the job manager by gRPC and through a circuit breaker, and tells how
 * jobs are.
 */
@NullMarked
package io.obs.examples.captions.gateway;

import org.jspecify.annotations.NullMarked;
