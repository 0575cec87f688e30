package io.obs.rpc;

import io.obs.Observability;
import io.obs.config.ProbeSignals;
import io.obs.http.HttpServerHandler;
import io.obs.http.ServedRequests;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of a call on the server's side, for every RPC framework: extracts the context, adopts or makes the ids,
 * starts the operation, and lets it end in exactly one access line, one span, one count of the HTTP families. There its
 * endpoint is {@code /package.Service/Method}, its method {@code POST}, its status that of its {@link RpcCode}.
 *
 * <p>Thread-safe; one for each adapter. Never throws after it was made.
 *
 * <pre>{@code
 * RpcServerOperation operation = handler.start(request, handler.method("shop.Orders/Create", false));
 * try (Scope scope = operation.makeCurrent()) {
 *     theFramework.call();
 * } catch (Throwable e) {
 *     operation.thrown(e);
 *     throw e;
 * } finally {
 *     operation.end(code);
 * }
 * }</pre>
 */
public final class RpcServerHandler {

    private static final String POST = "POST";

    /** How many methods get a handle of their own; only a service that answers whatever name comes gets near it. */
    private static final int MAX_METHODS = 2_000;

    private static final TextMapGetter<RpcRequest> HEADERS = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // abstract all the same; nobody calls it
        public Iterable<String> keys(RpcRequest carrier) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable RpcRequest carrier, String key) {
            return carrier == null ? null : carrier.header(key);
        }
    };

    private final ServedRequests requests;
    private final Map<String, RpcMethod> methods = new ConcurrentHashMap<>();
    private final RpcMethod unmatched;

    private RpcServerHandler(Observability obs) {
        requests = ServedRequests.create(obs);
        unmatched = new RpcMethod(
                RpcSpan.OTHER,
                false,
                ProbeSignals.ALL,
                requests.declare(POST, HttpServerHandler.UNMATCHED, RpcCode.UNIMPLEMENTED.httpStatus()));
    }

    public static RpcServerHandler create(Observability obs) {
        return new RpcServerHandler(obs);
    }

    /**
     * Registers a method before its first call, so that its series exist at zero: those of the statuses 200, 500 and 503
     * and of the codes it declares.
     *
     * @param name {@code package.Service/Method}
     * @param streaming whether either side may send several messages
     * @param codes further codes it ends with
     */
    public RpcMethod declare(String name, boolean streaming, RpcCode... codes) {
        int[] statuses = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            statuses[i] = codes[i].httpStatus();
        }
        requests.declare(POST, '/' + name, statuses);
        return method(name, streaming);
    }

    /** The handle of a method that the service has, known or new. */
    public RpcMethod method(String name, boolean streaming) {
        RpcMethod known = methods.get(name);
        if (known != null) {
            return known;
        }
        String path = '/' + name;
        RpcMethod made = new RpcMethod(name, streaming, requests.leftByCall(path), requests.route(POST, path));
        if (methods.size() >= MAX_METHODS) {
            return made; // its series fold at the label's cap
        }
        RpcMethod raced = methods.putIfAbsent(name, made);
        return raced == null ? made : raced;
    }

    /** True where the method has been declared or called. */
    public boolean knows(String name) {
        return methods.containsKey(name);
    }

    /**
     * Starts a call.
     *
     * @param method null where the service has no such method: counted as {@link HttpServerHandler#UNMATCHED}, but a
     *     probe's leaves what it leaves elsewhere
     */
    public RpcServerOperation start(RpcRequest request, @Nullable RpcMethod method) {
        RpcMethod at = method != null ? method : unmatched(request.method());
        Context arrived = requests.arrived(request, HEADERS, at.route().template(), POST);
        return requests.pipeline().start(new RpcServerOperation(requests, arrived, request, at));
    }

    private RpcMethod unmatched(String name) {
        ProbeSignals leaves = requests.leftByCall('/' + name);
        return leaves == ProbeSignals.ALL ? unmatched : new RpcMethod(RpcSpan.OTHER, false, leaves, unmatched.route());
    }

    /** True once obs is closed: calls then pass as if nobody looked. */
    public boolean isClosed() {
        return requests.pipeline().isClosed();
    }
}
