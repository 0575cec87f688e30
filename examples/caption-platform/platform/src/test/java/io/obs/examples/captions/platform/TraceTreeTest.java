package io.obs.examples.captions.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.collector.ReceivedSpan.SpanEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceTreeTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void print_ofSpansInAnyOrder_isATree() {
        List<ReceivedSpan> spans = List.of(
                span("gateway", "03", "02", "validate_request", "INTERNAL", 3, 4),
                span("manager", "05", "04", "POST /jobs", "SERVER", 6, 8),
                failed(span("gateway", "01", "", "POST /api/v1/jobs", "SERVER", 1, 11)),
                span("gateway", "04", "02", "POST", "CLIENT", 5, 9),
                span("gateway", "02", "01", "create_job", "INTERNAL", 2, 10));

        assertThat(TraceTree.print(spans)).isEqualTo("""
                        trace 4bf92f3577b34da6a3ce929d0e0e4736: 5 spans of 2 services
                        POST /api/v1/jobs                                                    10.00 ms  gateway     server   503 ERROR 503 [gave up]
                        └─ create_job                                                         8.00 ms  gateway     internal
                           ├─ validate_request                                                1.00 ms  gateway     internal
                           └─ POST                                                            4.00 ms  gateway     client
                              └─ POST /jobs                                                   2.00 ms  manager     server
                        """);
    }

    @Test
    void print_whoseParentIsElsewhere_startsThere() {
        ReceivedSpan span = span("manager", "05", "04", "POST /jobs", "SERVER", 6, 8);

        assertThat(TraceTree.print(List.of(span))).startsWith("trace " + TRACE + ": 1 spans of 1 service\nPOST /jobs ");
    }

    private static ReceivedSpan span(
            String service, String id, String parent, String name, String kind, long startMillis, long endMillis) {
        return new ReceivedSpan(
                service,
                Map.of(),
                TRACE,
                id,
                parent,
                "",
                1,
                name,
                kind,
                startMillis * 1_000_000,
                endMillis * 1_000_000,
                Map.of(),
                List.of(),
                List.of(),
                "UNSET",
                "");
    }

    private static ReceivedSpan failed(ReceivedSpan span) {
        return new ReceivedSpan(
                span.service(),
                span.resource(),
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                span.traceState(),
                span.flags(),
                span.name(),
                span.kind(),
                span.startNanos(),
                span.endNanos(),
                Map.of("http.response.status_code", 503L, "error.type", "503"),
                List.of(new SpanEvent("gave up", 0, Map.of())),
                List.of(),
                "ERROR",
                "");
    }
}
