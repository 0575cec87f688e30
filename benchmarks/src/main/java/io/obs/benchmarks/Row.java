package io.obs.benchmarks;

import java.util.List;

/**
 * One row of the table: what was measured, beside whom, and what it shall cost.
 *
 * @param work what is done
 * @param benchmark the benchmark's class, with its parameters where it has some ({@code RequestBenchmark sampled=true})
 * @param peers the peers' methods, in the order in which they are shown
 * @param ours the method that is held against the targets
 * @param targets all must hold
 */
record Row(String work, String benchmark, List<String> peers, String ours, List<Target> targets) {

    /**
     * What our method shall cost.
     *
     * @param peer whose time the ratio is taken against; empty where only bytes count
     * @param ratio the largest share of the peer's time
     * @param bytes the most bytes an operation may allocate; negative where they are not held against anything
     */
    record Target(String peer, double ratio, double bytes) {}

    static final List<Row> ALL = List.of(
            new Row(
                    "whole request, sampled",
                    "RequestBenchmark sampled=true",
                    List.of("handWired", "handWiredPreResolved", "observation"),
                    "obs",
                    List.of(new Target("handWired", 0.4, 1900), new Target("observation", 0.2, -1))),
            new Row(
                    "whole request, not sampled",
                    "RequestBenchmark sampled=false",
                    List.of("handWired", "handWiredPreResolved", "observation"),
                    "obs",
                    List.of(new Target("handWired", 0.3, 700))),
            new Row(
                    "JSON line: 2 arguments, 4 context ids, 6 key-values",
                    "JsonLineBenchmark",
                    List.of("logstash"),
                    "obs",
                    List.of(new Target("logstash", 0.35, 700))),
            new Row(
                    "JSON line with a 30-frame exception and a cause",
                    "JsonLineBenchmark",
                    List.of("logstashException"),
                    "obsException",
                    List.of(new Target("logstashException", 0.45, 6000))),
            new Row(
                    "counter + histogram, by handle",
                    "MetersBenchmark",
                    List.of(
                            "micrometerBuilder",
                            "micrometerProvider",
                            "micrometerPreResolved",
                            "prometheusPreResolved"),
                    "obsByHandle",
                    List.of(new Target("micrometerPreResolved", 0.4, 0))),
            new Row(
                    "counter + histogram, by strings",
                    "MetersBenchmark",
                    List.of("prometheusLabelValues"),
                    "obsByStrings",
                    List.of(new Target("prometheusLabelValues", 0.5, 24))),
            new Row(
                    "server span with 6 attributes, sampled",
                    "SpanBenchmark",
                    List.of("sdkSampled"),
                    "obsSampled",
                    List.of(new Target("sdkSampled", 1.1, -1))),
            new Row(
                    "server span, not sampled, with extraction",
                    "SpanBenchmark",
                    List.of("sdkUnsampled", "extractionOnly"),
                    "obsUnsampled",
                    List.of(new Target("sdkUnsampled", 0.6, 200))),
            new Row(
                    "annotated method, woven, with metrics only",
                    "AnnotatedBenchmark",
                    List.of("bare", "handWritten", "jdkProxy", "obsProxy", "obsWovenLookedAt"),
                    "obsWoven",
                    List.of(new Target("handWritten", 0.6, 0))),
            new Row(
                    "circuit breaker call, count window",
                    "BreakerBenchmark window=COUNT_BASED",
                    List.of("bare", "micrometer", "eventConsumers"),
                    "obs",
                    List.of(new Target("bare", 1.15, -1))),
            new Row(
                    "circuit breaker call, time window",
                    "BreakerBenchmark window=TIME_BASED",
                    List.of("bare", "micrometer", "eventConsumers"),
                    "obs",
                    List.of(new Target("bare", 1.15, -1))),
            new Row(
                    "look-up in a Caffeine cache",
                    "CaffeineBenchmark",
                    List.of("bare", "ownStatistics", "micrometer"),
                    "obs",
                    List.of(new Target("micrometer", 2, 0))),
            new Row(
                    "GET to a Redis on loopback, Jedis",
                    "RedisBenchmark",
                    List.of("jedis", "jedisTraced"),
                    "jedisObserved",
                    List.of(new Target("jedis", 1.15, -1))),
            new Row(
                    "GET to a Redis on loopback, Lettuce",
                    "RedisBenchmark",
                    List.of("lettuce", "lettuceTraced"),
                    "lettuceObserved",
                    List.of(new Target("lettuce", 1.15, -1))),
            new Row(
                    "gRPC call inside the process, both sides observed and sampled",
                    "GrpcBenchmark",
                    List.of("bare"),
                    "obs",
                    List.of(new Target("bare", 2, 6500))),
            new Row(
                    "prepared select of 10 rows, H2 in memory",
                    "JdbcBenchmark",
                    List.of("bare", "datasourceProxy"),
                    "obs",
                    List.of(new Target("datasourceProxy", 1, 2200))),
            new Row(
                    "message published, delivered and acked, on a channel that does nothing",
                    "RabbitBenchmark",
                    List.of("bare", "traced"),
                    "obs",
                    List.of(new Target("traced", 1.5, 4000))),
            new Row(
                    "upload to S3 by an HTTP client that answers at once",
                    "S3Benchmark",
                    List.of("barePut"),
                    "obsPut",
                    List.of(new Target("barePut", 1.15, -1))),
            new Row(
                    "download from S3 by an HTTP client that answers at once",
                    "S3Benchmark",
                    List.of("bareGet"),
                    "obsGet",
                    List.of(new Target("bareGet", 1.15, -1))),
            new Row(
                    "scrape of 10,000 lines, text",
                    "ScrapeBenchmark",
                    List.of("micrometer", "prometheus"),
                    "obs",
                    List.of(new Target("micrometer", 1, -1))));
}
