package io.obs.examples.captions.platform;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the services depend on is killed under load and comes back; all the while somebody scrapes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {

    static Platform platform;
    static Traffic traffic;
    static Watch watch;
    static Load load;
    static long workerPid;
    static Faults faults;

    @BeforeAll
    static void start() throws Exception {
        platform = SharedPlatform.get();
        workerPid = platform.worker().pid();
        watch = Watch.of(platform);
        traffic = new Traffic(platform.gateway().url());
        load = Load.start(traffic, 50);
        faults = new Faults(
                platform,
                new Traffic(platform.gateway().url()),
                new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() throws Exception {
        if (load != null) {
            load.close();
        }
        if (watch != null) {
            watch.close();
        }
    }

    @AfterEach
    void obs_isFine() throws Exception {
        for (ServiceProcess service : platform.services()) {
            assertThat(service.log().problems()).isEmpty();
            assertThat(Files.readString(service.errors())).isEmpty();
        }
        assertThat(SharedPlatform.internalErrors()).isEmpty();
    }

    @Test
    @Order(1)
    void poisonMessage_isRejected_andItsJobHasFailed() throws Exception {
        Moved moved = Moved.since(platform);
        assertThat(faults.poison().body()).contains("\"state\":\"failed\"", "its message was rejected");
        awaitMoved(moved, "worker", "queue_acks_total{queue=\"captions.jobs\",status=\"reject\"} +1");
    }

    @Test
    @Order(2)
    void redisDown_costsTheCacheOnly() throws Exception {
        Moved moved = Moved.since(platform);
        assertThat(faults.cacheDown().get("state")).isEqualTo("done");
        assertThat(platform.worker().log().lines("going on without the cache")).isNotEmpty();
        awaitMoved(moved, "worker", "cache_requests_total{result=\"hit\"");
    }

    @Test
    @Order(3)
    void storageDown_failsJobsAfterASecondAttempt() throws Exception {
        Moved moved = Moved.since(platform);
        assertThat(faults.storageDown().get("state")).isEqualTo("done");
        awaitMoved(moved, "worker", "storage_errors_total{operation=\"download\"}");
        awaitMoved(moved, "worker", "queue_acks_total{queue=\"captions.jobs\",status=\"nack\"}");
        awaitMoved(moved, "worker", "jobs_failed_total{failure_reason=\"");
    }

    @Test
    @Order(4)
    void databaseDown_failsOrders_andThePoolRecovers() throws Exception {
        Moved moved = Moved.since(platform);
        assertThat(faults.databaseDown().get("state")).isEqualTo("done");
        awaitMoved(moved, "job-manager", "db_errors_total{");
        awaitMoved(moved, "api-gateway", "http_errors_total{error_type=\"dependency\"");
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(Scrape.of(platform.jobManager())
                                .values("db_connection_pool_available")
                                .values())
                        .allSatisfy(available -> assertThat(available).isBetween(5.0, 8.0)));
    }

    @Test
    @Order(5)
    void brokerDown_failsOrders_andTheQueuesComeBack() throws Exception {
        Moved moved = Moved.since(platform);
        assertThat(faults.brokerDown().get("state")).isEqualTo("done");
        awaitMoved(moved, "api-gateway", "http_errors_total{error_type=\"dependency\"");
        await().atMost(ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(Scrape.of(platform.worker()).values("queue_depth{queue=\"captions.jobs\"}"))
                                .hasSize(1));
    }

    @Test
    @Order(6)
    void jobManagerDown_opensTheBreaker_whichClosesAgain() throws Exception {
        Moved moved = Moved.since(platform);
        assertThat(faults.outage().get("state")).isEqualTo("done");
        awaitMoved(moved, "api-gateway", "http_errors_total{error_type=\"circuit_open\"");
        assertThat(traffic.counts()).containsKeys(202, 502, 503);
        assertThat(platform.gateway().log().lines("\"logger\":\"obs.breaker\""))
                .anySatisfy(line -> assertThat(line).contains("\"WARN\"", "CLOSED", "\"to_state\":\"OPEN\""))
                .anySatisfy(line -> assertThat(line).contains("\"WARN\"", "\"to_state\":\"HALF_OPEN\""))
                .anySatisfy(line -> assertThat(line).contains("\"INFO\"", "\"to_state\":\"CLOSED\""));
    }

    @Test
    @Order(7)
    void services_haveLivedThroughAllOfIt() throws IOException, InterruptedException {
        assertThat(platform.worker().pid()).isEqualTo(workerPid);
        for (ServiceProcess service : platform.services()) {
            assertThat(Scrape.of(service).sum("obs_dropped_total")).isZero();
        }
    }

    @Test
    @Order(8)
    void workerDown_letsJobsWait() throws Exception {
        assertThat(faults.workerDown().get("state")).isEqualTo("done");
        assertThat(watch.values("queue_depth"))
                .anySatisfy(depth -> assertThat(depth).isGreaterThanOrEqualTo(1));
    }

    static Stream<MetricSpec> families() {
        return SharedPlatform.families();
    }

    @ParameterizedTest
    @MethodSource("families")
    @Order(9)
    void family_hasExactlyItsLabels_andHasMoved(MetricSpec spec) {
        String name = spec.name() + (spec.type() == MetricType.HISTOGRAM ? "_count" : "");
        assertThat(watch.labels(name))
                .containsExactly(
                        spec.labels().stream().map(Label::name).collect(Collectors.toCollection(TreeSet::new)));
        if (!spec.equals(Catalog.DB_CONNECTION_POOL_TOTAL)) { // the pool's size stays as it is
            assertThat(watch.values(name)).as(name).hasSizeGreaterThan(1);
        }
    }

    private static void awaitMoved(Moved moved, String service, String series) {
        await().atMost(ofSeconds(15))
                .untilAsserted(() -> assertThat(moved.lines())
                        .anySatisfy(line -> assertThat(line).startsWith(service).contains(series)));
    }
}
