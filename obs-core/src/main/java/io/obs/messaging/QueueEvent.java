package io.obs.messaging;

import io.obs.pipeline.Event;
import io.obs.pipeline.FieldWriter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Something became known of messages that no operation can say any more: one WARN line, one span event.
 *
 * @param context whose ids the line carries
 * @param queue the queue's name; null where it is not known
 * @param what what happened, for people
 * @param count how many messages it concerns; 0 where that is not known
 */
record QueueEvent(Context context, @Nullable String queue, String what, long count) implements Event {

    @Override
    public String eventName() {
        return what;
    }

    @Override
    public Attributes eventAttributes() {
        return queue == null
                ? Attributes.empty()
                : Attributes.of(AttributeKey.stringKey("messaging.destination.name"), queue);
    }

    @Override
    public String lineLogger() {
        return ConsumerOperation.LOGGER;
    }

    @Override
    public Level lineLevel() {
        return Level.WARN;
    }

    @Override
    public String lineMessage() {
        return what;
    }

    @Override
    public void lineFields(FieldWriter to) {
        to.string("queue", queue);
        if (count > 0) {
            to.integer("messages", count);
        }
    }

    @Override
    public @Nullable Throwable lineError() {
        return null;
    }
}
