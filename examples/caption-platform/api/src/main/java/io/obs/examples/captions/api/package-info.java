/**
 * What both services share: jobs as JSON, routes over the JDK's HTTP server, and how a service starts and ends with obs.
 */
@NullMarked
package io.obs.examples.captions.api;

import org.jspecify.annotations.NullMarked;
