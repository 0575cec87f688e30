/**
 * What shows the example: a small OTLP collector, a driver of traffic, and the demonstration that puts them together.
 */
@NullMarked
package io.obs.examples.captions.platform;

import org.jspecify.annotations.NullMarked;
