/**
 * What belongs to one request, job or message: its ids and keys, carried in the OpenTelemetry context.
 */
@NullMarked
package io.obs.context;

import org.jspecify.annotations.NullMarked;
