/**
 * Boot's own observation of requests, which gives way to obs's.
 */
@NullMarked
package io.obs.spring.observation;

import org.jspecify.annotations.NullMarked;
