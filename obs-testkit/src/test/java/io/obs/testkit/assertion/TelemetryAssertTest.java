package io.obs.testkit.assertion;

import static io.obs.testkit.assertion.TelemetryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.obs.Observability;
import io.obs.testkit.ObsTest;
import io.obs.testkit.Shop;
import io.obs.testkit.TestTelemetry;
import io.obs.tracing.Spans;
import io.opentelemetry.api.trace.Span;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@ObsTest
class TelemetryAssertTest {

    private final Observability obs;
    private final Shop shop;

    TelemetryAssertTest(Observability obs) {
        this.obs = obs;
        this.shop = new Shop(obs);
    }

    @BeforeEach
    void order() {
        shop.order("pen");
    }

    @Test
    void trace_isLookedAtWhole() {
        assertThat(obs)
                .trace("POST /orders")
                .hasNoErrors()
                .everyLineCarriesItsTraceId()
                .hasTree("""
                        POST /orders
                          write_order
                          check_stock
                        """)
                .hasSpan("POST /orders", span -> assertThat(span.kind()).isEqualTo("SERVER"))
                .linesOfIt()
                .hasSize(3)
                .ofLogger("obs.access")
                .atLevel("INFO")
                .withField("status", 201)
                .hasSize(1);
        assertThat(obs).hasNoOpenSpans().hasNoTrace("GET /orders").everyLineCarriesItsTraceId();
    }

    @Test
    void treeOfAnotherShape_isShownBesideTheRealOne() {
        failure(() -> assertThat(obs).trace("POST /orders").hasTree("""
                POST /orders
                  check_stock
                    write_order
                """))
                .withMessageContaining("""
                but it is
                POST /orders [SERVER]
                  check_stock
                  write_order
                """)
                .withMessageContaining("missing:\n  POST /orders > check_stock > write_order");
    }

    @Test
    void traceThatIsMissing_saysWhichCame() {
        assertThat(obs).trace("POST /orders");
        failure(() -> TraceAssert.find("GET /orders", TestTelemetry.of(obs)))
                .withMessageContaining("GET /orders")
                .withMessageContaining("POST /orders");
    }

    @Test
    void error_isShownWithItsSpanAndLine() {
        shop.order("");
        assertThat(obs).trace("POST /orders").hasErrorIn("write_order");
        failure(() -> assertThat(obs).trace("POST /orders").hasNoErrors())
                .withMessageContaining("span write_order java.lang.IllegalStateException: no article")
                .withMessageContaining("\"logger\":\"obs.access\"");
    }

    @Test
    void lineWithoutItsTrace_isFound() {
        Spans spans = Spans.of(obs);
        shop.request(
                "/lost",
                () -> spans.run("work", () -> {
                    pause();
                    onAnotherThread(() -> LoggerFactory.getLogger("shop").info("without ids"));
                    pause();
                }));
        failure(() -> assertThat(obs).trace("POST /lost").everyLineCarriesItsTraceId())
                .withMessageContaining("without ids");
        shop.request("/kept", () -> {
            pause();
            onAnotherThread(obs.wrap(() -> LoggerFactory.getLogger("shop").info("with ids")));
            pause();
        });
        assertThat(obs)
                .trace("POST /kept")
                .everyLineCarriesItsTraceId()
                .linesOfIt()
                .withMessage("with ids")
                .hasSize(1);
    }

    @Test
    void spanThatNobodyEnds_isNamed() {
        Span open =
                obs.openTelemetry().getTracer("test").spanBuilder("forgotten").startSpan();
        assertThat(TestTelemetry.of(obs).openSpans()).containsExactly("forgotten");
        open.end();
        assertThat(obs).hasNoOpenSpans();
    }

    @Test
    void secret_isFoundWhereverItStands() {
        assertThat(obs).hasNoSecrets("hunter2");
        shop.request("/login", () -> {
            LoggerFactory.getLogger("shop").info("login password=hunter2"); // masked
            Span.current().setAttribute("card", "4111 1111 1111 1111");
            Span.current().addEvent("said hunter2");
        });
        failure(() -> assertThat(obs).hasNoSecrets()).withMessageContaining("span POST /login: card = 4111");
        shop.request("/hunter2", () -> {});
        failure(() -> assertThat(obs).hasNoSecrets("hunter2"))
                .withMessageContaining("metric http_requests_total: endpoint");
    }

    @Test
    void label_mustBeBounded() {
        assertThat(obs).hasNoUnboundedLabels();
        shop.request("/orders/" + UUID.randomUUID(), () -> {});
        failure(() -> assertThat(obs).hasNoUnboundedLabels())
                .withMessageContaining("http_requests_total{endpoint} holds a UUID");
        shop.request("/orders/4711", () -> {});
        failure(() -> assertThat(obs).hasNoUnboundedLabels())
                .withMessageContaining("http_requests_total{endpoint} holds a raw path: /orders/4711");
    }

    @Test
    void metric_isToldFromItsNeighbours() {
        assertThat(obs)
                .metric("http_requests_total", "endpoint", "/orders", "status", "201")
                .increasedBy(1)
                .hasValue(1)
                .and()
                .metric("jobs_created_total")
                .didNotMove()
                .exists()
                .and()
                .metric("no_such_total")
                .doesNotExist();
        assertThatNoException().isThrownBy(shop::restock);
        assertThat(obs).metric("jobs_completed_total", "status", "success").isAtLeast(1);
    }

    @Test
    void metricThatIsMissing_saysWhatThereIs() {
        TestTelemetry telemetry = TestTelemetry.of(obs);
        failure(() -> new MetricAssert(assertThat(obs), telemetry, "http_request_total").now(value -> true, "to exist"))
                .withMessageContaining("there is no such metric")
                .withMessageContaining("http_requests_total");
        failure(() -> new MetricAssert(assertThat(obs), telemetry, "http_requests_total", "status", "418")
                        .now(value -> true, "to exist"))
                .withMessageContaining("expected http_requests_total{status=\"418\"} to exist; its series:")
                .withMessageContaining("status=201");
    }

    private static ThrowableAssertAlternative<AssertionError> failure(ThrowingCallable assertion) {
        return assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion);
    }

    private static void onAnotherThread(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until the wall clock shows another millisecond, so that what comes next is within the trace for sure. */
    private static void pause() {
        long until = System.currentTimeMillis() + 2;
        while (System.currentTimeMillis() < until) {
            Thread.onSpinWait();
        }
    }
}
