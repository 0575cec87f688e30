package io.obs.redis;

import io.obs.part.redis.RedisPart;
import io.obs.testkit.cache.RemoteCacheKit.Address;
import io.obs.testkit.cache.RemoteCacheKit.Server;

/** The servers that this module's tests talk to. */
final class RedisServers {

    private static final RedisPart SHARED = RedisPart.start(); // ends with the JVM

    private RedisServers() {}

    static Address shared() {
        return new Address(SHARED.host(), SHARED.port());
    }

    static Server own() {
        return new Server() {
            private RedisPart part = RedisPart.embedded(0);

            @Override
            public Address address() {
                return new Address(part.host(), part.port());
            }

            @Override
            public void stop() {
                part.close();
            }

            @Override
            public void startAgain() {
                part = RedisPart.embedded(part.port());
            }

            @Override
            public void close() {
                part.close();
            }
        };
    }
}
