package io.obs.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends what no decent client would. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 10_000;

    private RawHttp() {}

    /** Sends a GET with these header lines, as Latin-1; returns all that comes back. */
    static String get(URI server, String path, String... headerLines) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            StringBuilder request = new StringBuilder(
                    "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nConnection: close\r\n");
            for (String line : headerLines) {
                request.append(line).append("\r\n");
            }
            request.append("\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Sends a GET, reads the beginning of the answer and goes away with a reset. */
    static void getAndGo(URI server, String path) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        InputStream answer = socket.getInputStream();
        if (answer.readNBytes(1_000).length == 0) {
            throw new IOException("no answer");
        }
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** The status of an answer. */
    static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }
}
