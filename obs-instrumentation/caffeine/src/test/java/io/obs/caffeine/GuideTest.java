package io.obs.caffeine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.obs.Observability;
import io.obs.cache.CacheAction;
import io.obs.cache.CacheHandler;
import io.obs.cache.CacheOperation;
import io.obs.testkit.GuidePage;
import io.obs.testkit.TestTelemetry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideTest {

    private record Captions(String text) {}

    private static final class Files {
        private final Map<String, Captions> files = new HashMap<>();

        Captions get(String id) {
            return files.get(id);
        }

        void put(String id, Captions captions) {
            files.put(id, captions);
        }

        Map<String, Captions> getAll(List<String> ids) {
            Map<String, Captions> found = new HashMap<>(files);
            found.keySet().retainAll(ids);
            return found;
        }
    }

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../../docs/guide/caches.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/caffeine/GuideTest.java"));
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            Observability obs = telemetry.obs();
            Cache<String, Captions> cache = CaffeineObservability.create(obs)
                    .observe(Caffeine.newBuilder().maximumSize(10_000))
                    .build();
            assertThat(cache.getIfPresent("x")).isNull();

            Files files = new Files();
            String id = "one";
            Captions extracted = new Captions("hello");
            CacheHandler handler = CacheHandler.create(obs);
            Captions captions = handler.get(() -> files.get(id));
            handler.run(CacheAction.SET, () -> files.put(id, extracted));
            assertThat(captions).isNull();

            List<String> ids = List.of("one", "two");
            CacheOperation operation = handler.start(CacheAction.GET);
            Map<String, Captions> found = files.getAll(ids);
            operation.hit(found.size()).miss(ids.size() - found.size()).end();
            assertThat(telemetry.scrape().value("cache_requests_total", "result", "hit"))
                    .hasValue(1);
            assertThat(telemetry.scrape().value("cache_requests_total", "result", "miss"))
                    .hasValue(3);
        }
    }
}
