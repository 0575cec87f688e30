/**
 * Adapter of Jakarta RESTful Web Services: tells the templates of resources to whatever observes the request around
 * them, and observes clients.
 */
@NullMarked
package io.obs.jaxrs;

import org.jspecify.annotations.NullMarked;
