package io.obs.examples.captions.worker;

import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Captions that were extracted lately, in Redis. Without Redis the work goes on, and takes longer. Thread-safe. */
final class Cache {

    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);
    private static final long SECONDS_TO_LIVE = 300;

    private final RedisCommands<String, String> redis;

    Cache(RedisCommands<String, String> redis) {
        this.redis = redis;
    }

    /** What is kept under the key; null where there is nothing, or nobody to ask. */
    @Nullable
    String get(String key) {
        try {
            return redis.get(key);
        } catch (RedisException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("going on without the cache");
            return null;
        }
    }

    void put(String key, String value) {
        try {
            redis.set(key, value, SetArgs.Builder.ex(SECONDS_TO_LIVE));
        } catch (RedisException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("the cache did not take it");
        }
    }
}
