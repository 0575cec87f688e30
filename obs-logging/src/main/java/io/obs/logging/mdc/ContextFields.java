package io.obs.logging.mdc;

import io.obs.context.RequestContext;
import io.obs.pipeline.Failures;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a context says of the work it belongs to, as texts under the names of SPEC section 2. */
final class ContextFields {

    private ContextFields() {}

    static @Nullable String get(Context context, String name) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        RequestContext request = RequestContext.from(context);
        return switch (name) {
            case "trace_id" -> span.isValid() ? span.getTraceId() : null;
            case "span_id" -> span.isValid() ? span.getSpanId() : null;
            case "request_id" -> request.requestId();
            case "user_id" -> request.userId();
            case "endpoint" -> request.endpoint();
            case "method" -> request.method();
            default -> text(request.get(name));
        };
    }

    /** The entries, and the context's behind them where they don't hide it. */
    static Map<String, String> with(Map<String, String> own, Context context) {
        Map<String, String> all = new LinkedHashMap<>(own);
        for (String name : new String[] {"trace_id", "span_id", "request_id", "user_id", "endpoint", "method"}) {
            add(all, name, get(context, name));
        }
        RequestContext.from(context).forEachField((name, value) -> add(all, name, text(value)));
        return Collections.unmodifiableMap(all);
    }

    private static void add(Map<String, String> to, String name, @Nullable String value) {
        if (value != null) {
            to.putIfAbsent(name, value);
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        try {
            return value == null ? null : String.valueOf(value);
        } catch (Throwable e) { // an object of the service's own
            if (Failures.isFatal(e)) {
                throw (Error) e;
            }
            return "[" + e.getClass().getName() + "]";
        }
    }
}
