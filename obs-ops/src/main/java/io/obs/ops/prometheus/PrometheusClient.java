package io.obs.ops.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Asks a Prometheus-compatible server: range and instant queries, values of labels.
 *
 * <p>A server that can't be reached, is overloaded (429) or whose gateway fails (502 to 504) is asked three times, with
 * pauses in between; whatever else goes wrong is a {@link PrometheusException} at once. Warnings of answers (a store of
 * Thanos that did not answer, say) are collected. For one thread.
 */
public final class PrometheusClient {

    private static final int ATTEMPTS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** What Prometheus allows in one range query. */
    private static final int MOST_POINTS = 11_000;
    /** Parts of what servers say where less might be allowed. */
    private static final List<String> TOO_MUCH = List.of("too many", "limit", "timed out", "maximum resolution");
    /** About 250 MB of JSON. */
    private static final long MOST_SAMPLES = 8_000_000;

    private final PrometheusServer server;
    private final HttpClient http;
    private final Duration pause;
    private final Set<String> warnings = new LinkedHashSet<>();
    private boolean post = true;

    private PrometheusClient(PrometheusServer server, Duration pause) {
        this.server = server;
        this.pause = pause;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL);
        if (server.insecure() || server.authorities() != null) {
            builder.sslContext(Trust.of(server));
        }
        this.http = builder.build();
    }

    public static PrometheusClient of(PrometheusServer server) {
        return new PrometheusClient(server, Duration.ofSeconds(1));
    }

    /** With another first pause between attempts. */
    static PrometheusClient of(PrometheusServer server, Duration pause) {
        return new PrometheusClient(server, pause);
    }

    /** The answer to the query at that instant; to a range selector ({@code name[1h]}) all samples of the range. */
    public List<Series> query(String promql, Instant at) {
        return ask("query", Map.of("query", promql, "time", seconds(at))).series();
    }

    /**
     * The answer at each step from the first to the last instant; in several queries where a server would not give so
     * many points in one.
     */
    public List<Series> queryRange(String promql, Instant from, Instant to, Duration step) {
        long points = Duration.between(from, to).dividedBy(step) + 1;
        if (points > MOST_POINTS) {
            Instant end = from.plus(step.multipliedBy(MOST_POINTS - 1));
            List<Series> pieces = new ArrayList<>(queryRange(promql, from, end, step));
            pieces.addAll(queryRange(promql, end.plus(step), to, step));
            return Series.joined(pieces);
        }
        Map<String, String> parameters = Map.of(
                "query", promql,
                "start", seconds(from),
                "end", seconds(to),
                "step", Long.toString(step.toSeconds()));
        return ask("query_range", parameters).series();
    }

    /** The label's values among the series that the selector finds in that span. */
    public List<String> labelValues(String label, String selector, Instant from, Instant to) {
        return ask(
                        "label/" + label + "/values",
                        Map.of("match[]", selector, "start", seconds(from), "end", seconds(to)))
                .strings();
    }

    /** Its groups of rules, with all their fields; numbers and truths as texts. */
    public List<Map<String, Object>> ruleGroups() {
        return ask("rules", Map.of()).objects();
    }

    /** The targets that it scrapes. */
    public List<Map<String, Object>> targets() {
        return ask("targets", Map.of("state", "active")).objects();
    }

    /** The Alertmanagers that it sends alerts to. */
    public List<Map<String, Object>> alertmanagers() {
        return ask("alertmanagers", Map.of()).objects();
    }

    /** How long the server keeps samples, where it says so. */
    public Optional<Retention> retention() {
        try {
            return ask("status/runtimeinfo", Map.of()).strings().stream()
                    .findFirst()
                    .map(Retention::new);
        } catch (PrometheusException unknown) {
            return Optional.empty(); // only Prometheus itself has that page
        }
    }

    /** What the server warned of in any answer so far, each once. */
    public Set<String> warnings() {
        return Collections.unmodifiableSet(warnings);
    }

    private Answer ask(String path, Map<String, String> parameters) {
        Answer answer = null;
        for (int attempt = 1; answer == null; attempt++) {
            answer = attempt(path, new TreeMap<>(parameters), attempt);
        }
        warnings.addAll(answer.warnings());
        return answer;
    }

    /** Null: try again. */
    private @Nullable Answer attempt(String path, Map<String, String> parameters, int attempt) {
        try {
            HttpResponse<InputStream> response =
                    http.send(request(path, parameters), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() == 405 && post && path.startsWith("query")) {
                    post = false;
                    return null;
                }
                if (attempt < ATTEMPTS && isPassing(response.statusCode())) {
                    waitFor(attempt);
                    return null;
                }
                return read(response.statusCode(), body, parameters.getOrDefault("query", path));
            }
        } catch (HttpConnectTimeoutException e) {
            throw new PrometheusException(
                    server + " can't be reached: no connection within " + CONNECT.toSeconds() + " s", false, e);
        } catch (HttpTimeoutException e) {
            throw new PrometheusException(
                    server + " did not answer within " + server.timeout().toSeconds() + " s", true, e);
        } catch (SSLException e) {
            throw new PrometheusException(
                    server + " has a certificate that is not trusted, or speaks no TLS: " + e.getMessage(), false, e);
        } catch (IOException e) {
            if (attempt < ATTEMPTS) {
                waitFor(attempt);
                return null;
            }
            String why = e instanceof ConnectException ? "nothing listens there" : String.valueOf(e.getMessage());
            throw new PrometheusException(server + " can't be reached: " + why, false, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PrometheusException("interrupted while asking " + server, false, e);
        }
    }

    private Answer read(int status, InputStream body, String asked) throws IOException {
        if (status == 401 || status == 403) {
            throw new PrometheusException(server + " refuses access (" + status
                    + "): give a token or a user and password, and the tenant where there are several");
        }
        if (status == 404) {
            throw new PrometheusException(
                    server + " has no Prometheus HTTP API (404): is a path prefix missing or wrong?");
        }
        Answer answer;
        try {
            answer = AnswerReader.read(body, MOST_SAMPLES);
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new PrometheusException(
                    server + " answered " + status + " with something that is no JSON: is it a Prometheus server?",
                    false,
                    e);
        } catch (PrometheusException e) {
            throw new PrometheusException(server + " answered " + asked + ", but " + e.getMessage(), e.isTooMuch(), e);
        }
        if (answer.error() != null) {
            String error = answer.error();
            boolean tooMuch = TOO_MUCH.stream().anyMatch(error::contains);
            throw new PrometheusException(
                    server + " refused the query " + asked + " (" + status + "): " + error, tooMuch, null);
        }
        return answer;
    }

    private HttpRequest request(String path, Map<String, String> parameters) {
        String form = parameters.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), UTF_8) + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        String url = server.url() + "/api/v1/" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(server.timeout());
        server.headers().forEach(request::setHeader);
        request.setHeader("Accept", "application/json");
        if (post && path.startsWith("query")) {
            return request.uri(URI.create(url))
                    .setHeader("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
        }
        return request.uri(URI.create(form.isEmpty() ? url : url + "?" + form)).build();
    }

    private static boolean isPassing(int status) {
        return status == 429 || (status >= 502 && status <= 504);
    }

    private void waitFor(int attempt) {
        try {
            Thread.sleep(pause.toMillis() * attempt * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String seconds(Instant at) {
        long millis = at.toEpochMilli();
        return millis / 1000 + (millis % 1000 == 0 ? "" : String.format(".%03d", Math.floorMod(millis, 1000)));
    }
}
