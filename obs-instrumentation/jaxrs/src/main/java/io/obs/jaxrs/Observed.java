package io.obs.jaxrs;

import io.obs.context.ContextFuture;
import io.obs.http.HttpClientHandler;
import jakarta.ws.rs.client.AsyncInvoker;
import jakarta.ws.rs.client.CompletionStageRxInvoker;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.SyncInvoker;
import jakarta.ws.rs.client.WebTarget;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of a client's objects on the way from the client to its response, behind a proxy: passes everything on, wraps what
 * leads further, and observes the calls that send.
 */
final class Observed implements InvocationHandler {

    private static final Set<String> SENDING = Set.of("invoke", "submit");

    private final Object delegate;
    private final HttpClientHandler http;
    private final @Nullable Function<Call, Object> request;

    /** @param request hands a call to the request that is built, and says who sends it; null while there is none */
    private Observed(Object delegate, HttpClientHandler http, @Nullable Function<Call, Object> request) {
        this.delegate = delegate;
        this.http = http;
        this.request = request;
    }

    static <T> T of(Class<T> type, T delegate, HttpClientHandler http) {
        return of(type, delegate, http, null);
    }

    private static <T> T of(
            Class<T> type, T delegate, HttpClientHandler http, @Nullable Function<Call, Object> request) {
        return type.cast(Proxy.newProxyInstance(
                Observed.class.getClassLoader(), new Class<?>[] {type}, new Observed(delegate, http, request)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        if (method.getName().equals("equals") && method.getDeclaringClass() == Object.class) {
            return proxy == arguments[0];
        }
        if (request != null && sends(method) && !http.isClosed()) {
            return send(request, method, arguments);
        }
        Object result = pass(delegate, method, arguments);
        return result == delegate ? proxy : further(method.getReturnType(), result);
    }

    /** The invokers' methods are named as HTTP's; all of them send. */
    private boolean sends(Method method) {
        Class<?> declarer = method.getDeclaringClass();
        return declarer == SyncInvoker.class
                || declarer == AsyncInvoker.class
                || (delegate instanceof CompletionStageRxInvoker && declarer != Object.class)
                || (declarer == Invocation.class && SENDING.contains(method.getName()));
    }

    private @Nullable Object send(Function<Call, Object> to, Method method, @Nullable Object[] arguments)
            throws Throwable {
        Call call = new Call();
        Object sender = to.apply(call);
        Object result;
        try {
            result = pass(sender, method, arguments);
        } catch (Throwable e) {
            call.failed(e);
            throw e;
        }
        return result instanceof CompletionStage<?> stage ? future(call, stage) : result;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the result is the future's end
    private static <T> ContextFuture<T> future(Call call, CompletionStage<T> stage) {
        ContextFuture<T> result = new ContextFuture<>(stage.toCompletableFuture());
        stage.whenComplete((value, error) -> {
            if (error != null) {
                call.failed(error);
            }
            result.completeIn(call.sender(), value, error);
        });
        return result;
    }

    private static @Nullable Object pass(Object to, Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(to, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** By the declared type: implementations' objects may be of several. */
    private @Nullable Object further(Class<?> declared, @Nullable Object result) {
        if (declared == WebTarget.class && result instanceof WebTarget target) {
            return of(WebTarget.class, target, http);
        }
        if (declared == Invocation.Builder.class && result instanceof Invocation.Builder builder) {
            return of(Invocation.Builder.class, builder, http, call -> builder.property(Call.PROPERTY, call));
        }
        if (declared == Invocation.class && result instanceof Invocation invocation) {
            return of(Invocation.class, invocation, http, call -> invocation.property(Call.PROPERTY, call));
        }
        if (declared == AsyncInvoker.class
                && result instanceof AsyncInvoker invoker
                && delegate instanceof Invocation.Builder builder) {
            // One of its own for each request: RESTEasy's has the properties of the moment it was made.
            return of(
                    AsyncInvoker.class,
                    invoker,
                    http,
                    call -> builder.property(Call.PROPERTY, call).async());
        }
        if (declared == CompletionStageRxInvoker.class
                && result instanceof CompletionStageRxInvoker invoker
                && delegate instanceof Invocation.Builder builder) {
            return of(
                    CompletionStageRxInvoker.class,
                    invoker,
                    http,
                    call -> builder.property(Call.PROPERTY, call).rx());
        }
        return result;
    }
}
