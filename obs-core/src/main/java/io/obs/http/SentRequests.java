package io.obs.http;

import io.obs.Observability;
import io.obs.context.RequestContext;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.context.Context;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all clients share, whatever their protocol: how a request's context and id go out.
 *
 * <p>For the handlers of protocols (HTTP's here, RPC's beside it). Thread-safe; never throws.
 */
public final class SentRequests {

    private final Pipeline pipeline;

    private SentRequests(Observability obs) {
        pipeline = obs.pipeline();
    }

    public static SentRequests create(Observability obs) {
        return new SentRequests(obs);
    }

    /**
     * Writes trace context, baggage and, where the request has none of its own, the request's id.
     *
     * @param context that of the operation that was started for it
     * @param header the request's header of that name, or null
     * @param setHeader sets a header of the request that will be sent, in place of one of that name
     */
    public void leaves(
            Context context, Function<String, @Nullable String> header, BiConsumer<String, String> setHeader) {
        try {
            pipeline.propagator().inject(context, setHeader, (set, key, value) -> {
                if (set != null) {
                    set.accept(key, value);
                }
            });
            String requestId = RequestContext.from(context).requestId();
            if (requestId != null && header.apply(HttpServerHandler.REQUEST_ID) == null) {
                setHeader.accept(HttpServerHandler.REQUEST_ID, requestId);
            }
        } catch (Throwable e) {
            pipeline.failures().caught("http", e);
        }
    }

    /** Where requests start. */
    public Pipeline pipeline() {
        return pipeline;
    }
}
