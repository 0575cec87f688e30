package io.obs.testkit.cache;

import io.obs.Observability;
import java.time.Duration;

/** What the test of an adapter of a cache on a network tells the contract besides. */
public interface RemoteCacheKit extends CacheKit {

    /** Where the server is that all tests share. */
    Address server();

    /** Where a server is. */
    record Address(String host, int port) {}

    /** @param timeout for each command, once connected */
    RemoteCache open(Observability obs, Address server, Duration timeout);

    @Override
    default Cache open(Observability obs) {
        return open(obs, server(), Duration.ofSeconds(20));
    }

    /** Starts a server for this test alone, which the test may stop. */
    Server startServer();

    /** A server that was started. */
    interface Server extends AutoCloseable {

        Address address();

        /** Stops it; all it knew is lost. */
        void stop();

        /** Starts it again where it was. */
        void startAgain();

        @Override
        void close();
    }

    /** A cache on a network. */
    interface RemoteCache extends Cache {

        /** Does to a text what only a list allows, which the server refuses with {@code WRONGTYPE}. */
        void refused(String key);
    }
}
