package io.obs.part.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.logging.Critical;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;

/** Lines as services write them, in an index made by docs/ops/logs, found by the queries that it tells. */
class LogShippingIT {

    private static final Path LOGS = Path.of("..", "..", "docs", "ops", "logs");
    private static final String DAY = "obs-logs-2026.11.28";
    private static final Pattern COMMAND = Pattern.compile("-X PUT \"\\$SEARCH/(\\S+)\" .*--data-binary @(\\S+)");
    private static final Pattern QUERY = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);
    private static final Pattern HITS = Pattern.compile("\"total\":\\{\"value\":(\\d+)");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static OpenSearchPart search;

    @BeforeAll
    static void load() throws Exception {
        search = OpenSearchPart.start();
        Matcher commands = COMMAND.matcher(Files.readString(LOGS.resolve("README.md")));
        while (commands.find()) {
            String answer = send("PUT", commands.group(1), Files.readString(LOGS.resolve(commands.group(2))));
            assertThat(answer).isEqualTo("{\"acknowledged\":true}");
        }
        assertThat(bulk(Stream.of(gateway(), jobManager()).flatMap(List::stream).toList()))
                .contains("\"errors\":false");
    }

    @AfterAll
    static void stop() {
        if (search != null) {
            search.close();
        }
    }

    private static List<String> gateway() {
        try (ServiceLines service = new ServiceLines("api-gateway")) {
            service.answers("POST", "/api/v1/jobs", 202)
                    .answers("POST", "/api/v1/jobs", 503)
                    .answers("GET", "/api/v1/jobs/{id}", 404)
                    .answers("GET", "/api/v1/jobs/{id}", 500);
            service.logger().error("could not order", new IOException("job-manager is away"));
            service.logger()
                    .atWarn()
                    .addMarker(MarkerFactory.getMarker("billing"))
                    .addKeyValue("job_id", "job-abc123")
                    .addKeyValue("tenant", "acme")
                    .addKeyValue("sku", 4711)
                    .log("invoice is late");
            return service.lines();
        }
    }

    private static List<String> jobManager() {
        try (ServiceLines service = new ServiceLines("job-manager")) {
            service.answers("POST", "/captions.JobManager/Create", 500);
            Critical.log(service.logger(), "the database is unreachable");
            return service.lines();
        }
    }

    private static String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(search.uri().resolve("/" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", path.contains("_bulk") ? "application/x-ndjson" : "application/json")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** What Fluent Bit does: the line's fields, beside the time that it took from it. */
    private static String bulk(List<String> lines) throws IOException, InterruptedException {
        return send(
                "POST",
                DAY + "/_bulk?refresh=true",
                lines.stream()
                        .map(line ->
                                "{\"create\":{}}\n{\"@timestamp\":\"2026-11-28T12:00:00.000Z\"," + line.substring(1))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private static int hits(String query) throws IOException, InterruptedException {
        String body = "{\"size\":0,\"query\":{\"query_string\":{\"query\":\"" + query.replace("\"", "\\\"") + "\"}}}";
        Matcher hits = HITS.matcher(send("POST", "obs-logs-*/_search", body));
        assertThat(hits.find()).isTrue();
        return Integer.parseInt(hits.group(1));
    }

    @Test
    void query_ofTheSpecification_findsTheServersErrorsOfThatService() throws Exception {
        assertThat(hits("service:api-gateway AND level:ERROR AND status:>=500")).isEqualTo(2);
        assertThat(hits("service:api-gateway AND level:ERROR")).isEqualTo(3);
        assertThat(hits("service:api-gateway AND status:>=500 AND method:POST")).isEqualTo(1);
        assertThat(hits("status:>=500")).isEqualTo(3);
    }

    @Test
    void queries_ofThePage_findSomething() throws Exception {
        Map<String, Integer> found = new HashMap<>();
        Matcher queries = QUERY.matcher(Files.readString(LOGS.resolve("README.md")));
        while (queries.find()) {
            found.put(queries.group(1), hits(queries.group(1)));
        }
        assertThat(found)
                .hasSizeGreaterThan(5)
                .allSatisfy((query, hits) -> assertThat(hits).as(query).isPositive());
    }

    @Test
    void ownField_isFoundOnceItIsInTheComponentTemplate() throws Exception {
        assertThat(hits("tenant:acme")).isEqualTo(1);
        assertThat(hits("sku:4711")).isZero();
    }

    @Test
    void types_areThoseOfTheTemplate() throws Exception {
        assertThat(send("GET", DAY + "/_mapping/field/status,duration_ms,timestamp,service,message", ""))
                .contains("\"status\":{\"type\":\"integer\"}")
                .contains("\"duration_ms\":{\"type\":\"double\"}")
                .contains("\"timestamp\":{\"type\":\"date\"}")
                .contains("\"service\":{\"type\":\"keyword\"")
                .contains("\"message\":{\"type\":\"text\"}");
    }

    @Test
    void hostileLine_isNotRefused() throws Exception {
        List<String> lines;
        try (ServiceLines service = new ServiceLines("hostile")) {
            service.logger()
                    .atError()
                    .addKeyValue("status", "not a number")
                    .addKeyValue("duration_ms", "NaN")
                    .addKeyValue("timestamp", "yesterday")
                    .addKeyValue("level", List.of("mine"))
                    .addKeyValue("error", "no object")
                    .addKeyValue("tags", Map.of("a", 1))
                    .addKeyValue("fields", Map.of("status", Map.of("deep", 1)))
                    .addKeyValue("message", Map.of("deep", Map.of("er", 1)))
                    .addKeyValue("", "no name")
                    .addKeyValue("cart", Map.of("a..b.", 1, "", 2))
                    .addKeyValue("service.name", "as others call it")
                    .addKeyValue("status.code", 5)
                    .addKeyValue("x".repeat(40_000), "y".repeat(40_000))
                    .log("z".repeat(300_000) + "\ud800 \u2028 {\"level\":\"forged\"}");
            service.logger().atError().addKeyValue("anything", 1).log("first a number");
            service.logger()
                    .atError()
                    .addKeyValue("anything", Map.of("then", "an object"))
                    .log("then an object");
            for (int i = 0; i < 2_000; i++) {
                service.logger().atError().addKeyValue("key" + i, i).log("more keys than an index has fields");
            }
            lines = new ArrayList<>(service.lines());
        }
        lines.add("{\"service\":\"hostile\",\"level\":\"ERROR\",\"status\":\"abc\",\"duration_ms\":\"fast\","
                + "\"timestamp\":\"yesterday\",\"message\":7,\"tags\":5,\"cut_fields\":\"x\",\"until\":\"soon\"}");

        assertThat(bulk(lines)).contains("\"errors\":false");
        assertThat(hits("service:hostile AND level:ERROR")).isEqualTo(2_004);
        assertThat(hits("service:hostile AND status:>=500")).isZero();
    }
}
