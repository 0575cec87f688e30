package io.obs.benchmarks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.obs.Observability;
import io.obs.admin.AdminPage;
import io.obs.admin.AdminRequest;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One scrape of 10,000 counter lines in the text format; obs's own has its JVM meters beside them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScrapeBenchmark {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "QUERY");
    private static final int ENDPOINTS = 100;
    private static final int STATUSES = 10;

    /** What Prometheus's oldest format is asked for with: anything. */
    private static final AdminRequest REQUEST = AdminRequest.of("/metrics", null, name -> null);

    private final PrometheusMeterRegistry micrometer = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PrometheusRegistry prometheus = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();
    private final Observability obs = Observability.builder()
            .service("bench")
            .set("obs.admin.enabled", "false")
            .build();
    private final AdminPage page = obs.pages().stream()
            .filter(candidate -> candidate.path().equals("/metrics"))
            .findFirst()
            .orElseThrow();

    @Setup
    public void setUp() {
        Meters.Family<Meters.Counter> observed = obs.meters().counters(Catalog.HTTP_REQUESTS);
        io.prometheus.metrics.core.metrics.Counter direct = io.prometheus.metrics.core.metrics.Counter.builder()
                .name("http_requests_total")
                .labelNames("service", "endpoint", "method", "status")
                .register(prometheus);
        for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
            for (String method : METHODS) {
                for (int status = 0; status < STATUSES; status++) {
                    String path = "/api/v1/resource-" + endpoint + "/{id}";
                    String code = String.valueOf(200 + status);
                    observed.get(path, method, code).add(status);
                    direct.labelValues("bench", path, method, code).inc(status);
                    Counter.builder("http.requests")
                            .tags("service", "bench", "endpoint", path, "method", method, "status", code)
                            .register(micrometer)
                            .increment(status);
                }
            }
        }
    }

    @TearDown
    public void tearDown() {
        obs.close();
    }

    @Benchmark
    public String micrometer() {
        return micrometer.scrape();
    }

    @Benchmark
    public byte[] prometheus() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
        writer.write(out, prometheus.scrape());
        return out.toByteArray();
    }

    @Benchmark
    public byte[] obs() {
        return page.answer().apply(REQUEST).body();
    }
}
