package io.obs.redis;

import io.obs.cache.CacheOperation;
import io.obs.redis.KnownCommand.Lookup;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How many of the values that a look-up asked for are there. */
final class LookupCount {

    private long there;
    private long missing;

    void value(boolean isThere) {
        if (isThere) {
            there++;
        } else {
            missing++;
        }
    }

    /**
     * Counts what a client hands out; what can't be told apart counts as nothing.
     *
     * @param isThere how the client shows that a value is there
     */
    static LookupCount of(Lookup lookup, @Nullable Object answer, Predicate<@Nullable Object> isThere) {
        LookupCount count = new LookupCount();
        if (lookup == Lookup.ONE) {
            count.value(isThere.test(answer));
        } else if (answer instanceof Iterable<?> values) {
            for (Object value : values) {
                count.value(isThere.test(value));
            }
        } else if (answer instanceof Map<?, ?> fields) {
            count.there = fields.size();
        } else if (lookup == Lookup.ALL && answer instanceof Number fields) { // handed to a channel of the service's
            count.there = fields.longValue();
        }
        return count;
    }

    void tell(Lookup lookup, CacheOperation operation) {
        if (lookup != Lookup.ALL) {
            operation.hit(there).miss(missing);
        } else if (there > 0) {
            operation.hit(1);
        } else {
            operation.miss(1);
        }
    }
}
