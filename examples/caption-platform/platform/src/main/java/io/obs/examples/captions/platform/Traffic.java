package io.obs.examples.captions.platform;

import io.obs.examples.captions.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Sends requests to the gateway, one at a time for each caller, and counts the answers. Thread-safe. */
final class Traffic {

    /** What came back. */
    record Reply(int status, String traceId, String body) {

        /** A member of the answer's body, as text; of no answer there is only the error. */
        String get(String key) {
            if (status == NO_ANSWER) {
                return key.equals("error") ? body : "";
            }
            return Json.parse(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .path(key)
                    .asString("");
        }
    }

    /** The status under which requests are counted that got no answer. */
    static final int NO_ANSWER = 0;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration TO_END = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI gateway;
    private final Map<Integer, LongAdder> byStatus = new ConcurrentSkipListMap<>();

    Traffic(URI gateway) {
        this.gateway = gateway;
    }

    Reply get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    /** Orders captions. */
    Reply create(String media, String language) throws InterruptedException {
        return create(media, language, "standard");
    }

    Reply create(String media, String language, String quality) throws InterruptedException {
        return post(order(media, language, quality), Map.of("X-User-ID", "user-" + language));
    }

    /** The job as it is when it has ended, or after some seconds; what was answered where it was not ordered. */
    Reply awaitEnd(Reply ordered) throws InterruptedException {
        long deadline = System.nanoTime() + TO_END.toNanos();
        Reply job = ordered;
        while (ordered.status() == 202 && deadline - System.nanoTime() > 0) {
            job = get("/api/v1/jobs/" + ordered.get("id"));
            if (List.of("done", "failed").contains(job.get("state"))) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return job;
    }

    Reply post(String body, Map<String, String> headers) throws InterruptedException {
        HttpRequest.Builder request = request("/api/v1/jobs").POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        return send(request.setHeader("Content-Type", "application/json"));
    }

    /** How many answers came, by status; {@link #NO_ANSWER} for none. */
    Map<Integer, Long> counts() {
        Map<Integer, Long> counts = new TreeMap<>();
        byStatus.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE);
    }

    private Reply send(HttpRequest.Builder request) throws InterruptedException {
        Reply reply;
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String traceId = response.headers().firstValue("X-Trace-ID").orElse("");
            reply = new Reply(response.statusCode(), traceId, response.body());
        } catch (IOException e) {
            reply = new Reply(NO_ANSWER, "", e.toString());
        }
        byStatus.computeIfAbsent(reply.status(), status -> new LongAdder()).increment();
        return reply;
    }

    private static String order(String media, String language, String quality) {
        return new String(
                Json.write(Map.of("media", media, "language", language, "quality", quality)),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
