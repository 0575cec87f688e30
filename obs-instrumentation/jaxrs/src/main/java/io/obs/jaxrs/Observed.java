package io.obs.jaxrs;

import io.obs.context.ContextFuture;
import io.obs.http.HttpClientHandler;
import jakarta.ws.rs.client.AsyncInvoker;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.CompletionStageRxInvoker;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.SyncInvoker;
import jakarta.ws.rs.client.WebTarget;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
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
    private final boolean source;

    /**
     * @param request hands a call to the request that is built, and says who sends it; null while there is none
     * @param source true for the targets from which an {@link ObservedApi} has its requests
     */
    private Observed(
            Object delegate, HttpClientHandler http, @Nullable Function<Call, Object> request, boolean source) {
        this.delegate = delegate;
        this.http = http;
        this.request = request;
        this.source = source;
    }

    static Client of(Client client, HttpClientHandler http) {
        return (Client) like(Client.class, client, new Observed(client, http, null, false));
    }

    private static WebTarget of(WebTarget target, HttpClientHandler http, boolean source) {
        return (WebTarget) like(WebTarget.class, target, new Observed(target, http, null, source));
    }

    private static <T> T of(Class<T> type, T delegate, HttpClientHandler http, Function<Call, Object> request) {
        return type.cast(Proxy.newProxyInstance(
                Observed.class.getClassLoader(), new Class<?>[] {type}, new Observed(delegate, http, request, false)));
    }

    /** Of the implementation's own interfaces too, for who casts to them: {@code ResteasyClient}. */
    private static Object like(Class<?> standard, Object delegate, Observed handler) {
        Set<Class<?>> types = new LinkedHashSet<>(Set.of(standard));
        for (Class<?> type = delegate.getClass(); type != null; type = type.getSuperclass()) {
            for (Class<?> own : type.getInterfaces()) {
                if (standard.isAssignableFrom(own)
                        && Modifier.isPublic(own.getModifiers())
                        && own.getModule().isExported(own.getPackageName(), Observed.class.getModule())) {
                    types.add(own);
                }
            }
        }
        ClassLoader loader = types.size() == 1
                ? Observed.class.getClassLoader()
                : delegate.getClass().getClassLoader();
        return Proxy.newProxyInstance(loader, types.toArray(new Class<?>[0]), handler);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        if (method.getName().equals("equals") && method.getDeclaringClass() == Object.class) {
            return proxy == arguments[0];
        }
        if (request != null && sends(method) && !http.isClosed()) {
            return send(request, method, arguments);
        }
        if (delegate instanceof WebTarget target && ObservedApi.isMadeBy(method)) {
            return ObservedApi.of(method, arguments[0], of(target, http, true), http);
        }
        Object result = pass(delegate, method, arguments);
        if (source && !(result instanceof WebTarget)) {
            return result instanceof Invocation.Builder made ? ObservedApi.carry(made) : result;
        }
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
    static <T> ContextFuture<T> future(Call call, CompletionStage<T> stage) {
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
        if (WebTarget.class.isAssignableFrom(declared) && result instanceof WebTarget target) {
            return of(target, http, source);
        }
        if (Client.class.isAssignableFrom(declared) && result instanceof Client client) {
            return of(client, http);
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
