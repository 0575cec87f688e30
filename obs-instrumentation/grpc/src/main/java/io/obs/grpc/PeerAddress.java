package io.obs.grpc;

import io.grpc.Attributes;
import io.grpc.Grpc;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The other side of a call's connection. */
final class PeerAddress {

    private PeerAddress() {}

    /** Its IP address; null where it is none (a call inside the process) or not known yet. */
    static @Nullable String of(@Nullable Attributes call) {
        SocketAddress peer = call == null ? null : call.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        return peer instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : null;
    }
}
