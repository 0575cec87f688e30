package io.obs.tracing;

import io.obs.Observability;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;

/** The Java of docs/guide/tracing.md, so that it compiles; {@link GuideTest} compares the two. */
final class GuideSnippets {

    record Request(String kind) {}

    record Job(String kind) {}

    static final class ValidationException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    interface Store {
        Job create(Request request) throws IOException;
    }

    private GuideSnippets() {}

    static Job spans(Observability obs, Request request, Store store) throws Exception {
        // begin
        Spans spans = Spans.of(obs);
        Job job = spans.call("create_job", () -> {
            spans.run("validate_request", () -> validate(request)); // may throw ValidationException
            Span.current().setAttribute("job.kind", request.kind());
            return store.create(request); // may throw IOException
        });
        // end
        return job;
    }

    private static void validate(Request request) throws ValidationException {
        if (request.kind().isBlank()) {
            throw new ValidationException();
        }
    }
}
