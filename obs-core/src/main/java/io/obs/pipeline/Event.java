package io.obs.pipeline;

import io.opentelemetry.api.common.Attributes;

/** Something that happened at one moment, without a duration: a line, and an event on the span around it. */
public interface Event extends Line {

    /** The span event's name. */
    String eventName();

    /** The span event's attributes. */
    Attributes eventAttributes();
}
