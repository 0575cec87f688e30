package io.obs.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // scopes are for their end
class RequestContextTest {

    private static Map<String, Object> fields(RequestContext context) {
        Map<String, Object> fields = new LinkedHashMap<>();
        context.forEachField(fields::put);
        return fields;
    }

    @Test
    void outsideARequest_nothingIsKept() {
        RequestContext none = RequestContext.current().userId("u").put("k", "v");
        none.endpoint("/x");
        none.failureHint("timeout");

        assertThat(none).isSameAs(RequestContext.NONE);
        assertThat(none.requestId()).isNull();
        assertThat(none.userId()).isNull();
        assertThat(none.endpoint()).isNull();
        assertThat(none.failureHint()).isNull();
        assertThat(none.hasFields()).isFalse();
    }

    @Test
    void insideAScope_itIsCurrent() {
        RequestContext request = RequestContext.ofHttp("req-1", "/jobs/{id}", "GET");
        try (Scope scope = Context.root().with(request).makeCurrent()) {
            assertThat(RequestContext.current()).isSameAs(request);
            assertThat(RequestContext.current().requestId()).isEqualTo("req-1");
            assertThat(RequestContext.current().endpoint()).isEqualTo("/jobs/{id}");
            assertThat(RequestContext.current().method()).isEqualTo("GET");
        }
        assertThat(RequestContext.current()).isSameAs(RequestContext.NONE);
    }

    @Test
    void userId_thatIsTooLong_isCut_butNotThroughACharacter() {
        RequestContext request = RequestContext.of("r");
        assertThat(request.userId("u".repeat(256)).userId()).hasSize(256);
        assertThat(request.userId("u".repeat(257)).userId()).hasSize(256);
        assertThat(request.userId("u".repeat(255) + "\ud83d\ude00").userId()).isEqualTo("u".repeat(255));
        assertThat(request.userId(null).userId()).isNull();
    }

    @Test
    void fields_areKeptInOrder_replacedAndTakenAway() {
        RequestContext request = RequestContext.of("r")
                .put("a", 1)
                .put("b", 2)
                .put("a", 3)
                .put("b", null)
                .put("", 4)
                .put(null, 5);

        assertThat(fields(request)).containsExactly(entry("a", 3));
        assertThat(request.get("a")).isEqualTo(3);
        assertThat(request.get("b")).isNull();
    }

    @Test
    void fields_areBounded() {
        RequestContext request = RequestContext.of("r");
        for (int i = 0; i < 1000; i++) {
            request.put("k" + i, i);
        }
        request.put("k0", "still replaced");

        assertThat(fields(request)).hasSize(RequestContext.MAX_FIELDS).containsEntry("k0", "still replaced");
    }

    @Test
    void nested_hidesFields_andSharesTheRest() {
        RequestContext request =
                RequestContext.ofHttp("r", "/x", "POST").put("tenant", "a").put("step", "outer");
        RequestContext job = request.nested().put("step", "inner").put("job_id", "j");
        job.userId("u");
        job.failureHint("circuit_open");

        assertThat(fields(job)).containsExactly(entry("tenant", "a"), entry("step", "inner"), entry("job_id", "j"));
        assertThat(fields(request)).containsExactly(entry("tenant", "a"), entry("step", "outer"));
        assertThat(request.userId()).isEqualTo("u");
        assertThat(request.failureHint()).isEqualTo("circuit_open");
        assertThat(job.requestId()).isEqualTo("r");
        assertThat(job.get("tenant")).isEqualTo("a");
    }
}
