package io.obs.rabbitmq;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an object of the client's and has all its interfaces, so that what can be recovered stays recoverable,
 * and methods that later versions of the client add pass too.
 */
abstract class Interfaces implements InvocationHandler {

    private final Object delegate;

    Interfaces(Object delegate) {
        this.delegate = delegate;
    }

    /** An object of the given type whose calls come to {@link #call}. */
    final <T> T proxy(Class<T> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        all.add(type);
        for (Class<?> at = delegate.getClass(); at != null; at = at.getSuperclass()) {
            for (Class<?> one : at.getInterfaces()) {
                if (Modifier.isPublic(one.getModifiers())) {
                    all.add(one);
                }
            }
        }
        return type.cast(
                Proxy.newProxyInstance(delegate.getClass().getClassLoader(), all.toArray(Class<?>[]::new), this));
    }

    /** What stands before an object that was made here; null for any other. */
    static @Nullable Interfaces behind(@Nullable Object proxy) {
        return proxy != null
                        && Proxy.isProxyClass(proxy.getClass())
                        && Proxy.getInvocationHandler(proxy) instanceof Interfaces found
                ? found
                : null;
    }

    /** A call of a method that isn't of Object's. */
    abstract @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable;

    @Override
    @SuppressWarnings("NullAway") // the result may be null, which only newer compilers can tell it
    public final @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> {
                    Interfaces other = behind(given[0]);
                    yield delegate.equals(other == null ? given[0] : other.delegate);
                }
                case "hashCode" -> delegate.hashCode();
                default -> delegate.toString();
            };
        }
        return call(method, given);
    }

    /** Calls the object itself; its exceptions are its own. */
    final @Nullable Object pass(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
