package io.obs.testkit.cache;

import io.obs.Observability;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an adapter's test tells the contract: how to open a real cache of its framework. */
public interface CacheKit {

    /** @param obs the obs that shall observe it */
    Cache open(Observability obs);

    /** Which operations the adapter times when {@link Cache}'s methods are called: {@code get}, {@code set}. */
    Set<String> timed();

    /** A cache that was opened, of texts. */
    interface Cache extends AutoCloseable {

        /** Null where it isn't there. */
        @Nullable
        String get(String key);

        /** All at once; null for each that isn't there. */
        List<@Nullable String> getAll(List<String> keys);

        void set(String key, String value);

        void delete(String key);

        @Override
        void close();
    }
}
