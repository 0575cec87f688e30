package io.obs.redis;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where commands go to.
 *
 * @param host the server's name or address, or the path of its socket; null where it isn't known
 * @param port 0 where it isn't known
 * @param database the number of the database, null where it isn't known
 */
record Endpoint(@Nullable String host, int port, @Nullable String database) {

    static final Endpoint UNKNOWN = new Endpoint(null, 0, null);

    static Endpoint of(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? new Endpoint(inet.getHostString(), inet.getPort(), null)
                : new Endpoint(address.toString(), 0, null);
    }
}
