package io.obs.control;

import io.obs.Observability;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Somebody with a shell: asks the admin endpoint of an obs. */
final class Operator {

    static final String TOKEN = "0123456789abcdef-control";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Observability obs;

    Operator(Observability obs) {
        this.obs = obs;
    }

    /** What curl sends for {@code -H "Authorization: Bearer $TOKEN" -d form}. */
    HttpResponse<String> post(String control, String form) throws IOException, InterruptedException {
        return send("POST", "/control/" + control, form, "Authorization", "Bearer " + TOKEN);
    }

    /** @param headers names and values in turn; Content-Type is a form's where it is not among them */
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        int port = obs.adminAddress().orElseThrow().getPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/x-www-form-urlencoded");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
