package io.obs.testkit;

import static io.obs.testkit.assertion.TelemetryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.obs.Observability;
import io.obs.config.CoreKeys;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class ObsTestTest {

    private static final Set<Observability> SEEN = ConcurrentHashMap.newKeySet();

    @Nested
    @ObsTest(
            service = "shop",
            settings = {"obs.http.slow=2s", "obs.mask.keys = iban"})
    class OfEachMethod {

        private final Observability ofConstructor;

        OfEachMethod(Observability obs) {
            ofConstructor = obs;
        }

        @BeforeEach
        void prepare(TestTelemetry telemetry) {
            assertThat(telemetry.obs() == ofConstructor).isTrue();
        }

        @RepeatedTest(2)
        void obs_isNewForEachTest(Observability obs) {
            assertThat(SEEN.add(obs)).isTrue();
            new Shop(obs).order("pen");
            assertThat(obs).metric("http_requests_total", "status", "201").hasValue(1);
        }

        @Test
        void setting_counts(Observability obs) {
            assertThat(obs.service()).isEqualTo("shop");
            assertThat(obs.config().get(CoreKeys.HTTP_SLOW)).isEqualTo(Duration.ofSeconds(2));
            assertThat(obs.config().get(CoreKeys.MASK_KEYS)).containsExactly("iban");
        }
    }

    @Nested
    @ObsTest(scope = ObsTest.Scope.CLASS)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfTheClass {

        private Observability first;

        @BeforeAll
        void prepare(Observability obs) {
            first = obs;
            new Shop(obs).order("pen");
        }

        @RepeatedTest(2)
        void obs_isTheSame(Observability obs) {
            assertThat(obs == first).isTrue();
            assertThat(obs).metric("http_requests_total", "status", "201").didNotMove();
            new Shop(obs).order("pen");
            assertThat(obs).metric("http_requests_total", "status", "201").increasedBy(1);
        }

        @AfterAll
        void obs_livesToTheEnd(TestTelemetry telemetry) {
            assertThat(telemetry.scrape().value("http_requests_total", "status", "201"))
                    .hasValue(3);
        }
    }

    @Nested
    class OfOneTest {

        @Test
        @ObsTest(service = "alone")
        void method_mayBeMarked(Observability obs) {
            assertThat(obs.service()).isEqualTo("alone");
        }
    }

    @Nested
    class ByHand {

        @RegisterExtension
        static final ObsExtension OBS = ObsExtension.with(builder -> builder.service("by-hand"));

        @Test
        void settings_mayBeCode(Observability obs) {
            assertThat(obs.service()).isEqualTo("by-hand");
        }
    }

    @Nested
    @ObsTest
    @Execution(ExecutionMode.CONCURRENT)
    class SideBySide {

        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @RepeatedTest(2)
        void test_seesItsOwn(Observability obs, TestTelemetry telemetry) throws Exception {
            Shop shop = new Shop(obs);
            await();
            shop.order("pen");
            await();
            assertThat(telemetry.lines("obs.access")).hasSize(1);
            assertThat(obs).metric("http_requests_total", "status", "201").hasValue(1);
            assertThat(obs).trace("POST /orders").everyLineCarriesItsTraceId();
            await();
        }

        private static void await() throws Exception {
            BOTH.await(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void obsOfNobody_isRefused() {
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(obs))
                    .withMessageContaining("@ObsTest");
        }
    }

    @Test
    void lineOfAnothersTrace_isNotSeenAlsoWhenThatIsClosed() {
        try (TestTelemetry one = TestTelemetry.start()) {
            try (TestTelemetry other = TestTelemetry.start()) {
                new Shop(other.obs()).order("pen");
                assertThat(other.lines("obs.access")).hasSize(1);
            }
            assertThat(one.lines("obs.access")).isEmpty();
        }
    }
}
