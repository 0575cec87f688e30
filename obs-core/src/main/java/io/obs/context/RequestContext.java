package io.obs.context;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one request, job or message: its id, its user, the route it runs on and the service's own keys. Every
 * log line inside carries them.
 *
 * <p>Lives in the OpenTelemetry {@link Context}, so it follows the work wherever that goes. One object per request:
 * what a service sets ({@link #userId(String)}, {@link #put}) is seen by all of the request's threads and by its access
 * line. Thread-safe. Nothing here throws on bad values: ids too long are cut, keys beyond {@link #MAX_FIELDS} ignored.
 *
 * <pre>{@code
 * RequestContext.current().userId("user-123").put("tenant", "acme");
 * }</pre>
 */
public final class RequestContext implements ImplicitContextKeyed {

    /** The longest user id; the rest is cut (SPEC section 2). */
    public static final int MAX_USER_ID = 256;

    /** How many keys of its own a request may carry. */
    public static final int MAX_FIELDS = 64;

    /** The context outside any request: has no ids, keeps nothing. */
    public static final RequestContext NONE = new RequestContext(null, null, null, null);

    private static final ContextKey<RequestContext> KEY = ContextKey.named("obs-request");

    private final @Nullable String requestId;
    private final @Nullable String method;
    private final @Nullable RequestContext outer;
    private volatile @Nullable String endpoint;
    private volatile @Nullable String userId;
    private volatile Map<String, Object> fields = Map.of();
    private volatile @Nullable String failureHint;

    private RequestContext(
            @Nullable String requestId,
            @Nullable String endpoint,
            @Nullable String method,
            @Nullable RequestContext outer) {
        this.requestId = requestId;
        this.endpoint = endpoint;
        this.method = method;
        this.outer = outer;
    }

    /** The context of an HTTP request. */
    public static RequestContext ofHttp(String requestId, @Nullable String endpoint, String method) {
        return new RequestContext(Objects.requireNonNull(requestId, "requestId"), endpoint, method, null);
    }

    /** The context of work outside HTTP: a job, a message. */
    public static RequestContext of(String requestId) {
        return new RequestContext(Objects.requireNonNull(requestId, "requestId"), null, null, null);
    }

    /**
     * A context inside this one, for a job within a request: the same ids, and keys of its own that end with it. The
     * user set here is seen outside too.
     */
    public RequestContext nested() {
        return new RequestContext(requestId, endpoint, method, this);
    }

    /** The current thread's request context, or {@link #NONE}. */
    public static RequestContext current() {
        return from(Context.current());
    }

    /** The context's request context, or {@link #NONE}. */
    public static RequestContext from(Context context) {
        RequestContext found = context.get(KEY);
        return found == null ? NONE : found;
    }

    @Override
    public Context storeInContext(Context context) {
        return context.with(KEY, this);
    }

    /** The request's id; null outside a request. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** The route's template; null outside an HTTP request or before its route is known. */
    public @Nullable String endpoint() {
        return endpoint;
    }

    /**
     * Tells the route's template ({@code /api/v1/jobs/{id}}) once it is known, wherever it is found: the request's lines
     * from then on, its metrics and its span have it. Never a raw path; the last one told counts.
     */
    public void endpoint(String template) {
        if (this != NONE) {
            endpoint = template;
        }
    }

    /** The HTTP method; null outside an HTTP request. */
    public @Nullable String method() {
        return method;
    }

    /** The user on whose behalf it runs; null until the service has said it. */
    public @Nullable String userId() {
        return outer != null ? outer.userId() : userId;
    }

    /** Says on whose behalf the request runs; at most {@link #MAX_USER_ID} characters are kept. */
    public RequestContext userId(@Nullable String id) {
        if (outer != null) {
            outer.userId(id);
        } else if (this != NONE) {
            userId = id == null || id.length() <= MAX_USER_ID ? id : cut(id);
        }
        return this;
    }

    /** Adds a field to every further log line of the request; a null value takes the key away. */
    public synchronized RequestContext put(String key, @Nullable Object value) {
        if (this == NONE || key == null || key.isEmpty()) {
            return this;
        }
        Map<String, Object> now = new LinkedHashMap<>(fields);
        if (value == null) {
            now.remove(key);
        } else if (now.size() < MAX_FIELDS || now.containsKey(key)) {
            now.put(key, value);
        }
        fields = now;
        return this;
    }

    /** The value of one of the request's own keys, the nearest where they nest; null if there is none. */
    public @Nullable Object get(String key) {
        Object found = fields.get(key);
        return found == null && outer != null ? outer.get(key) : found;
    }

    /** Hands over the request's own keys; those of an outer context first, without those that are hidden. */
    public void forEachField(BiConsumer<String, Object> to) {
        Map<String, Object> own = fields;
        if (outer != null) {
            outer.forEachField((key, value) -> {
                if (!own.containsKey(key)) {
                    to.accept(key, value);
                }
            });
        }
        if (!own.isEmpty()) {
            own.forEach(to);
        }
    }

    /** True where {@link #forEachField} would hand over something. */
    public boolean hasFields() {
        return !fields.isEmpty() || (outer != null && outer.hasFields());
    }

    /**
     * Why a call that this request made failed ({@code circuit_open}, {@code timeout}, {@code dependency}), so that a
     * 5xx answer can say so; null where none did.
     */
    public @Nullable String failureHint() {
        return outer != null ? outer.failureHint() : failureHint;
    }

    /** Notes why a call failed; the last one counts. */
    public void failureHint(String errorType) {
        if (outer != null) {
            outer.failureHint(errorType);
        } else if (this != NONE) {
            failureHint = errorType;
        }
    }

    private static String cut(String id) {
        int end = Character.isHighSurrogate(id.charAt(MAX_USER_ID - 1)) ? MAX_USER_ID - 1 : MAX_USER_ID;
        return id.substring(0, end);
    }
}
