package io.obs.load;

import com.sun.net.httpserver.HttpServer;
import io.obs.Observability;
import io.obs.httpserver.HttpServerObservability;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small service that works for each request and logs one line beside its access line. */
final class LoadedService {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedService.class);

    private LoadedService() {}

    /** @param args the file into which the ports are written once it serves */
    public static void main(String[] args) throws Exception {
        Observability obs = Observability.init();
        HttpServer server = HttpServerObservability.create(obs)
                .route("GET", "/digests/{id}")
                .wrap(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        server.createContext("/digests/", exchange -> {
            byte[] input = new byte[4096];
            byte[] digest = sha256(input);
            LOG.info("worked on {}", exchange.getRequestURI());
            byte[] answer = HexFormat.of().formatHex(digest).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.start();
        Path ready = Path.of(args[0]);
        Path made = ready.resolveSibling("ports.tmp");
        int admin = obs.adminAddress().orElseThrow().getPort();
        Files.writeString(made, server.getAddress().getPort() + " " + admin);
        Files.move(made, ready, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
