package io.obs.admin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that sends just what it is told, and reads until the server closes. */
final class RawClient implements AutoCloseable {

    private final Socket socket = new Socket();

    RawClient(InetSocketAddress server) throws IOException {
        socket.setSoTimeout(60_000);
        socket.connect(server, 10_000);
    }

    static String exchange(InetSocketAddress server, String request) throws IOException {
        try (RawClient client = new RawClient(server)) {
            return client.send(request).readAll();
        }
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** True once the server has closed the connection, after whatever it had to say; waits for it. */
    boolean isDroppedByServer() {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
