package io.obs.examples.captions.media;

import java.time.Duration;

/** One line under the picture, for a time. */
public record Caption(Duration from, Duration to, String text) {}
