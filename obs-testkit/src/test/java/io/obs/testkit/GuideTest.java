package io.obs.testkit;

import static io.obs.testkit.assertion.TelemetryAssertions.assertThat;

import io.obs.Observability;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The guide's Java, compiled and run. */
class GuideTest {

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../docs/guide/testing.md"))
                .isCompiledIn(
                        Path.of("src/test/java/io/obs/testkit/GuideTest.java"),
                        Path.of("../examples/spring/src/test/java/io/obs/examples/spring/TelemetryIT.java"));
    }

    @ObsTest(service = "shop", settings = "obs.http.slow=2s")
    static class ShopTest {

        @Test
        void order_isTold(Observability obs) {
            new Shop(obs).order("pen");

            assertThat(obs)
                    .trace("POST /orders")
                    .hasNoErrors()
                    .everyLineCarriesItsTraceId()
                    .hasTree("""
                            POST /orders
                              check_stock
                              write_order
                            """);
            assertThat(obs)
                    .metric("http_requests_total", "endpoint", "/orders", "status", "201")
                    .increasedBy(1);
            assertThat(obs)
                    .lines("io.obs.testkit.Shop")
                    .atLevel("INFO")
                    .withField("article", "pen")
                    .hasSize(1);
            assertThat(obs).hasNoSecrets("hunter2").hasNoUnboundedLabels().hasNoOpenSpans();
        }
    }

    @Nested
    class RunByJUnit extends ShopTest {}

    @Nested
    class WithSettingsInCode {

        @RegisterExtension
        static final ObsExtension OBS = ObsExtension.with(builder -> builder.set("obs.http.slow", "2s"));

        @Test
        void obs_isGiven(Observability obs) {
            assertThat(obs).metric("service_health").hasValue(0);
        }
    }

    @Nested
    @ObsTest(service = "shop")
    class OfTheContract {

        @Test
        void telemetry_isAsAgreed(Observability obs) {
            Shop shop = new Shop(obs);
            shop.order("pen");
            shop.restock();
            assertThat(obs).keepsContract(Path.of("src/test/resources/telemetry-contract.txt"));
        }
    }
}
