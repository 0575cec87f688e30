package io.obs.redis;

import io.lettuce.core.output.StreamingOutput;
import io.lettuce.core.protocol.RedisCommand;
import io.obs.redis.KnownCommand.Lookup;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Counts the values that a reactive look-up hands to its subscriber one by one; no list of them is ever kept. */
final class StreamedValues extends StreamingOutput.Subscriber<Object> {

    private final StreamingOutput.Subscriber<Object> subscriber;
    private final LookupCount count = new LookupCount();

    private StreamedValues(StreamingOutput.Subscriber<Object> subscriber) {
        this.subscriber = subscriber;
    }

    /** Null where the command doesn't stream what it finds. */
    @SuppressWarnings("unchecked") // it only passes on what it gets
    static @Nullable StreamedValues listen(Lookup lookup, RedisCommand<?, ?, ?> command) {
        if (lookup == Lookup.NONE || !(command.getOutput() instanceof StreamingOutput<?>)) {
            return null;
        }
        StreamingOutput<Object> output = (StreamingOutput<Object>) command.getOutput();
        StreamedValues values = new StreamedValues(output.getSubscriber());
        output.setSubscriber(values);
        return values;
    }

    LookupCount count() {
        return count;
    }

    @Override
    public void onNext(Object value) {
        count.value(LettuceEnd.isThere(value));
        subscriber.onNext(value);
    }

    @Override
    public void onNext(Collection<Object> target, Object value) {
        count.value(LettuceEnd.isThere(value));
        subscriber.onNext(target, value);
    }
}
