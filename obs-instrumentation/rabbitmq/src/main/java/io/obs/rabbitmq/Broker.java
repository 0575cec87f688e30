package io.obs.rabbitmq;

import com.rabbitmq.client.Connection;
import org.jspecify.annotations.Nullable;

/** The other end of a connection, as spans name it. */
record Broker(@Nullable String host, int port) {

    static final Broker UNKNOWN = new Broker(null, -1);

    /** Where the connection leads to now; after a recovery that may be another node. */
    static Broker of(Connection connection) {
        try {
            return new Broker(connection.getAddress().getHostAddress(), connection.getPort());
        } catch (RuntimeException e) { // a connection that is closed may have none
            return UNKNOWN;
        }
    }
}
