package io.obs.jaxrs;

import io.obs.http.HttpClientHandler;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A service's interface that RESTEasy's {@code ResteasyWebTarget.proxy} implements, and those it leads to: observes each
 * call. RESTEasy makes the request from the target it was given, in the caller's thread, which is where the request gets
 * its {@link Call}.
 */
final class ObservedApi implements InvocationHandler {

    /** The call of an interface that this thread is in, and how many requests were made for it. */
    private static final class Sending {

        private final Call call = new Call();
        private final boolean stage;
        private int requests;

        Sending(boolean stage) {
            this.stage = stage;
        }
    }

    private static final ThreadLocal<@Nullable Sending> SENDING = new ThreadLocal<>();

    private final InvocationHandler delegate;
    private final HttpClientHandler http;

    private ObservedApi(InvocationHandler delegate, HttpClientHandler http) {
        this.delegate = delegate;
        this.http = http;
    }

    static boolean isMadeBy(Method method) {
        return method.getName().equals("proxy")
                && method.getParameterCount() == 1
                && method.getParameterTypes()[0] == Class.class;
    }

    /**
     * What the target's method makes of an interface, observed.
     *
     * @param method the target's {@code proxy(Class)}, of whose siblings the builder is known
     * @param source a target whose requests go through {@link #carry}
     */
    static Object of(Method method, @Nullable Object type, WebTarget source, HttpClientHandler http) throws Throwable {
        try {
            Class<?> builders = method.getDeclaringClass()
                    .getMethod("proxyBuilder", Class.class)
                    .getReturnType();
            Object builder =
                    builders.getMethod("builder", Class.class, WebTarget.class).invoke(null, type, source);
            return of(builders.getMethod("build").invoke(builder), http);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static Object of(Object api, HttpClientHandler http) {
        return Proxy.newProxyInstance(
                api.getClass().getClassLoader(),
                api.getClass().getInterfaces(),
                new ObservedApi(Proxy.getInvocationHandler(api), http));
    }

    /** Hands the thread's call to a request that is made for it. */
    static Invocation.Builder carry(Invocation.Builder request) {
        Sending sending = SENDING.get();
        if (sending != null) {
            sending.requests++;
            if (sending.requests > 1 && !sending.stage) {
                sending.call.leave(); // a second request is for a reactive invoker, whose end only a stage tells
            }
            request.property(Call.PROPERTY, sending.call);
        }
        return request;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class || http.isClosed()) {
            return delegate.invoke(proxy, method, arguments);
        }
        Sending before = SENDING.get();
        Sending sending = new Sending(method.getReturnType() == CompletionStage.class);
        SENDING.set(sending);
        Object result;
        try {
            result = delegate.invoke(proxy, method, arguments);
        } catch (Throwable e) {
            sending.call.failed(e);
            throw e;
        } finally {
            if (before == null) {
                SENDING.remove();
            } else {
                SENDING.set(before);
            }
        }
        if (sending.stage && result instanceof CompletionStage<?> stage) {
            return Observed.future(sending.call, stage);
        }
        return leadsFurther(result) ? of(result, http) : result;
    }

    /** A sub-resource's interface, implemented as this one is. */
    private boolean leadsFurther(@Nullable Object result) {
        return result != null
                && Proxy.isProxyClass(result.getClass())
                && Proxy.getInvocationHandler(result).getClass() == delegate.getClass();
    }
}
