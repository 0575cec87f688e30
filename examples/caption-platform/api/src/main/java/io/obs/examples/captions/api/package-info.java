/**
 * What the services share: jobs as JSON, what they ask each other by gRPC and by queues, routes over the JDK's HTTP
 * server, and how a service starts and ends with obs.
 */
@NullMarked
package io.obs.examples.captions.api;

import org.jspecify.annotations.NullMarked;
