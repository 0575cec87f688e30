package io.obs.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Learns which server a client is connected to; of several it names none, because a command doesn't tell its own. */
final class LettuceEndpoint implements RedisConnectionStateListener {

    private final boolean given;
    private volatile @Nullable Endpoint endpoint;

    /** @param endpoint where it is known beforehand, else null */
    LettuceEndpoint(@Nullable Endpoint endpoint) {
        this.given = endpoint != null;
        this.endpoint = endpoint;
    }

    Endpoint get() {
        Endpoint known = endpoint;
        return known == null ? Endpoint.UNKNOWN : known;
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
        if (given || address == null) {
            return;
        }
        Endpoint heard = Endpoint.of(address);
        Endpoint known = endpoint;
        endpoint = known == null || known.equals(heard) ? heard : Endpoint.UNKNOWN;
    }
}
