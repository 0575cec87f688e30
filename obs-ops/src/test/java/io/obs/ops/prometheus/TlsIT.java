package io.obs.ops.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate the JDK does not know. */
class TlsIT {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    private static HttpsServer server;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        Path store = directory.resolve("server.p12");
        keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=obs", "-ext", "SAN=dns:localhost");
        keytool(
                "-exportcert",
                "-alias",
                "server",
                "-rfc",
                "-file",
                directory.resolve("ca.pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] body = "{\"status\":\"success\",\"data\":[\"gateway\"]}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        url = "https://localhost:" + server.getAddress().getPort();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void certificate_thatIsNotTrusted_isRefused() {
        assertThatThrownBy(() -> services(PrometheusServer.at(url)))
                .isInstanceOf(PrometheusException.class)
                .hasMessageStartingWith(url + " has a certificate that is not trusted, or speaks no TLS: ");
    }

    @Test
    void certificate_ofTheGivenAuthority_isTrusted() {
        assertThat(services(PrometheusServer.at(url).withAuthorities(directory.resolve("ca.pem"))))
                .containsExactly("gateway");
    }

    @Test
    void certificate_ofAnybodyAndAnyHost_isTakenWhereThatIsWished() {
        String other = url.replace("localhost", "127.0.0.1");
        assertThatThrownBy(() -> services(PrometheusServer.at(other).withAuthorities(directory.resolve("ca.pem"))))
                .hasMessageContaining("not trusted");
        assertThat(services(PrometheusServer.at(other).withInsecure(true))).containsExactly("gateway");
    }

    @Test
    void authorities_thatAreNone_areToldSo() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        assertThatThrownBy(() -> services(PrometheusServer.at(url).withAuthorities(empty)))
                .hasMessage("the certificates of " + empty + " can't be read: there is none in it");
    }

    private static List<String> services(PrometheusServer at) {
        return PrometheusClient.of(at, Duration.ofMillis(1))
                .labelValues("service", "up", Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore",
                directory.resolve("server.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).describedAs(said).isZero();
    }
}
