package io.obs.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RELIABILITY, promise 7: what clients that are slow on purpose can do to the admin endpoint. */
class SlowClientsIT {

    private static final int CLIENTS = 300;

    /** Far less than it takes where slow clients hold the threads, five times in a row; generous to a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .set("obs.admin.port", "0")
            .set("obs.control.enabled", "true")
            .set("obs.control.token", "0123456789abcdef")
            .install(new Pages())
            .build();
    private final InetSocketAddress admin = obs.adminAddress().orElseThrow();
    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        obs.close();
    }

    private void connect(int count, String sending) throws IOException {
        for (int i = 0; i < count; i++) {
            clients.add(new RawClient(admin).send(sending));
        }
    }

    private int healthStatus() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.getPort() + "/health"))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ",
                "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\nsome of it",
                "POST /control/switch HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer 0123456789abcdef\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nname=",
                "GET /large HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void halfOpenClients_stopNoProbe_andAreDropped(String sent) throws Exception {
        connect(CLIENTS, sent);

        assertThat(healthStatus()).isEqualTo(200);
        assertThat(healthStatus()).isEqualTo(200);
        if (!sent.startsWith("GET /large")) { // these would have to read it all
            assertThat(clients).allMatch(RawClient::isDroppedByServer);
        }
    }

    @Test
    void slowClient_alone_isDroppedAfterAWhile() throws Exception {
        connect(1, "GET /health HTTP/1.1\r\n");
        assertThat(clients).allMatch(RawClient::isDroppedByServer);
    }

    @Test
    void idleClients_thatSendNothing_stopNoProbe() throws Exception {
        connect(CLIENTS, "");

        assertThat(healthStatus()).isEqualTo(200);
    }

    @Test
    void pages_askedForByMany_areAllAnswered() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.getPort() + "/small"))
                .build();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                    .thenApply(answer -> answer.body().length));
        }

        assertThat(answers).allMatch(answer -> answer.join() == Pages.SMALL);
    }
}
