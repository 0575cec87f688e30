package io.obs.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.obs.testkit.TestTelemetry;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's server over TLS, with a certificate that the JDK's keytool makes. */
class JdkHttpsServerIT {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path directory;

    @Test
    void request_overTls_isObservedAsAnyOther_andItsHandlerSeesTheSession() throws Exception {
        SSLContext tls = tls();
        HttpsServer bare = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bare.setHttpsConfigurator(new HttpsConfigurator(tls));
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            HttpServer server = HttpServerObservability.create(telemetry.obs())
                    .route("GET", "/secure/{id}")
                    .wrap((HttpServer) bare);
            assertThat(server).isInstanceOf(HttpsServer.class);
            server.createContext("/secure/", exchange -> {
                byte[] protocol = ((HttpsExchange) exchange)
                        .getSSLSession()
                        .getProtocol()
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, protocol.length);
                exchange.getResponseBody().write(protocol);
                exchange.close();
            });
            server.start();
            try {
                HttpResponse<String> response = HttpClient.newBuilder()
                        .sslContext(tls)
                        .build()
                        .send(
                                HttpRequest.newBuilder(URI.create("https://127.0.0.1:"
                                                + server.getAddress().getPort() + "/secure/1"))
                                        .timeout(Duration.ofSeconds(20))
                                        .build(),
                                BodyHandlers.ofString());

                assertThat(response.body()).startsWith("TLSv1.");
                assertThat(response.headers().firstValue("X-Request-ID")).isPresent();
                telemetry.eventually(() -> assertThat(telemetry
                                .scrape()
                                .value(
                                        "http_requests_total",
                                        "endpoint",
                                        "/secure/{id}",
                                        "method",
                                        "GET",
                                        "status",
                                        "200"))
                        .hasValue(1));
                telemetry.eventually(
                        () -> assertThat(telemetry.lines("obs.access")).hasSize(1));
                telemetry.eventually(() -> assertThat(telemetry.spans())
                        .singleElement()
                        .satisfies(span -> assertThat(span.attributes()).containsEntry("url.scheme", "https")));
            } finally {
                server.stop(0);
            }
        }
    }

    private SSLContext tls() throws Exception {
        Path store = directory.resolve("keys.p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(() -> read(directory.resolve("keytool.txt")))
                .isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
