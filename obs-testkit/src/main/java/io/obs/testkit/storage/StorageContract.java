package io.obs.testkit.storage;

import static io.obs.testkit.storage.StorageScrape.reads;
import static io.obs.testkit.storage.StorageScrape.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.Observability;
import io.obs.collector.ReceivedSpan;
import io.obs.testkit.TestTelemetry;
import io.obs.tracing.Spans;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every storage adapter promises, run against a real store. */
public interface StorageContract extends StorageKit {

    int LARGE = 6 * 1024 * 1024;
    int CROWD = 8;
    int EACH = 20;

    /** A key that must be seen nowhere. */
    String KEY = "people/jane.doe@example.com.srt";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] large() {
        byte[] bytes = new byte[LARGE];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    @Test
    default void families_areAtZeroFromTheFirstScrape() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Store store = store(telemetry.obs())) {
            assertThat(store).isNotNull();
            reads(telemetry, 0, 0, 0, 0, 0, 0);
            assertThat(telemetry.scrape().series("storage_upload_duration_seconds_count"))
                    .singleElement()
                    .satisfies(series -> assertThat(series.labels()).isEmpty());
            assertThat(telemetry.scrape().series("storage_errors_total"))
                    .hasSize(4)
                    .allSatisfy(series -> assertThat(series.labels()).containsOnlyKeys("operation"));
        }
    }

    @Test
    default void calls_areTimedAndTracedBelowWhoeverMakesThem() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Store store = store(telemetry.obs())) {
            Spans.of(telemetry.obs()).run("caller", () -> {
                store.put(KEY, bytes("hello"));
                assertThat(store.get(KEY)).isEqualTo(bytes("hello"));
                assertThat(store.list("people/")).containsExactly(KEY);
                store.delete(KEY);
                assertThat(store.list("")).isEmpty();
            });
            reads(telemetry, 1, 1, 0, 0, 0, 0);
            ReceivedSpan caller = span(telemetry, "caller");
            for (String name : List.of(look().upload(), look().download(), look().delete())) {
                ReceivedSpan span = span(telemetry, name);
                assertThat(span.parentSpanId()).isEqualTo(caller.spanId());
                assertThat(span.traceId()).isEqualTo(caller.traceId());
                assertThat(span.kind()).isEqualTo(look().kind());
                assertThat(span.status()).isEqualTo("UNSET");
                assertThat(span.attributes()).containsKey(look().bucketKey()).doesNotContainKey("error.type");
            }
            StorageScrape.spans(telemetry, look().list(), 2);
            assertThat(telemetry.spans().toString()).doesNotContain("jane.doe");
        }
    }

    @Test
    default void key_isShownWhereTheServiceWantsThat() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start(builder -> builder.set("obs.storage.keys", "true"));
                Store store = store(telemetry.obs())) {
            store.put(KEY, bytes("hello"));
            assertThat(span(telemetry, look().upload()).attributes()).containsEntry(look().keyKey(), KEY);
        }
    }

    @Test
    default void bodies_emptyAndLarge_areWhole() throws Exception {
        byte[] large = large();
        try (TestTelemetry telemetry = TestTelemetry.start();
                Store store = store(telemetry.obs())) {
            store.put("empty", new byte[0]);
            store.put("large", large);
            assertThat(store.get("empty")).isEmpty();
            assertThat(store.get("large")).isEqualTo(large);
            try (InputStream empty = store.open("empty");
                    InputStream whole = store.open("large")) {
                assertThat(empty.readAllBytes()).isEmpty();
                assertThat(whole.readAllBytes()).isEqualTo(large);
            }
            reads(telemetry, 2, 4, 0, 0, 0, 0);
        }
    }

    @Test
    default void download_lastsUntilItsBodyIsRead() throws Exception {
        byte[] large = large();
        try (TestTelemetry telemetry = TestTelemetry.start();
                Store store = store(telemetry.obs())) {
            store.put("large", large);
            InputStream body = store.open("large");
            assertThat(body.readNBytes(1_000)).hasSize(1_000);
            reads(telemetry, 1, 0, 0, 0, 0, 0);
            assertThat(body.readAllBytes()).hasSize(LARGE - 1_000);
            reads(telemetry, 1, 1, 0, 0, 0, 0);
            body.close();
            reads(telemetry, 1, 1, 0, 0, 0, 0);
            assertThat(span(telemetry, look().download()).status()).isEqualTo("UNSET");
        }
    }

    @Test
    default void readerThatLeavesEarly_isNeitherTimedNorAnError() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Store store = store(telemetry.obs())) {
            store.put("large", large());
            try (InputStream body = store.open("large")) {
                assertThat(body.readNBytes(10)).hasSize(10);
            }
            assertThat(span(telemetry, look().download()).status()).isEqualTo("UNSET");
            reads(telemetry, 1, 0, 0, 0, 0, 0);
        }
    }

    @Test
    default void readerThatKnowsTheLength_neverSeesTheEndAndIsTimed() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Store store = store(telemetry.obs())) {
            store.put("small", bytes("twelve bytes"));
            try (InputStream body = store.open("small")) {
                assertThat(body.readNBytes(12)).isEqualTo(bytes("twelve bytes"));
            }
            reads(telemetry, 1, 1, 0, 0, 0, 0);
        }
    }

    @Test
    default void missingObject_isAFailedDownloadAndTheExceptionIsTheStoresOwn() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Store store = store(telemetry.obs())) {
            assertThat(catchThrowable(() -> store.get(KEY))).isExactlyInstanceOf(missing());
            assertThat(catchThrowable(() -> store.open(KEY))).isExactlyInstanceOf(missing());
            reads(telemetry, 0, 0, 0, 2, 0, 0);
            assertThat(StorageScrape.spans(telemetry, look().download(), 2)).allSatisfy(span -> {
                assertThat(span.status()).isEqualTo("ERROR");
                assertThat(span.attributes()).containsKey("error.type");
            });
            assertThat(telemetry.spans().toString()).doesNotContain("jane.doe");
        }
    }

    @Test
    default void crowd_isCountedExactlyAndGetsItsOwnObjects() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Store store = store(telemetry.obs())) {
            ExecutorService threads = Executors.newFixedThreadPool(CROWD);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                int one = i;
                all.add(threads.submit(() -> {
                    for (int j = 0; j < EACH; j++) {
                        String key = "crowd/" + one + "/" + j;
                        store.put(key, bytes(key));
                        assertThat(store.get(key)).isEqualTo(bytes(key));
                        assertThat(catchThrowable(() -> store.get(key + ".none")))
                                .isExactlyInstanceOf(missing());
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            threads.shutdown();
            reads(telemetry, CROWD * EACH, CROWD * EACH, 0, CROWD * EACH, 0, 0);
        }
    }

    @Test
    default void store_worksOnOnceObsIsClosed() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            Observability obs = telemetry.obs();
            try (Store store = store(obs)) {
                obs.close();
                int before = telemetry.spans().size();
                store.put("after", bytes("the end"));
                assertThat(store.get("after")).isEqualTo(bytes("the end"));
                try (InputStream body = store.open("after")) {
                    assertThat(body.readAllBytes()).isEqualTo(bytes("the end"));
                }
                assertThat(store.list("")).containsExactly("after");
                assertThat(catchThrowable(() -> store.get("none"))).isExactlyInstanceOf(missing());
                store.delete("after");
                assertThat(telemetry.spans()).hasSize(before);
            }
        }
    }
}
