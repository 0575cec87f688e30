package io.obs.testkit.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of loopback that refuses connections for as long as this is open: it is bound and not listening, so that nobody
 * else can take it meanwhile.
 *
 * <pre>{@code
 * try (SilentPort nobody = new SilentPort()) {
 *     call("http://127.0.0.1:" + nobody.number() + "/"); // refused
 * }
 * }</pre>
 */
public final class SilentPort implements AutoCloseable {

    private final Socket socket = new Socket();

    public SilentPort() throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public int number() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
