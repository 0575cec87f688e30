package io.obs.job;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What woven methods call, at their beginning and at their end. They report to the obs of the process
 * ({@link Observability#init()}); before there is one, and once it is closed, they run as if nobody looked.
 *
 * <p>Thread-safe; nothing here throws into the method. Not for hand-written code, but for {@link #reportTo}.
 */
public final class WovenJobs {

    private record Bound(Observability obs, JobHandler handler) {}

    private static volatile @Nullable Bound bound;
    private static volatile @Nullable Observability instead;

    private WovenJobs() {}

    /**
     * Lets woven methods report to an obs that is not the process's own, until it is closed: for tests.
     *
     * <pre>{@code
     * WovenJobs.reportTo(telemetry.obs());
     * }</pre>
     */
    public static void reportTo(Observability obs) {
        instead = requireNonNull(obs, "obs");
    }

    /**
     * Links a woven method to what its mark says; called once for each by the JVM.
     *
     * @param name the method's name
     * @param descriptor its erased parameters and result, as in the class file
     */
    public static CallSite method(
            MethodHandles.Lookup woven, String site, MethodType type, String name, String descriptor) {
        return new ConstantCallSite(
                MethodHandles.constant(Object.class, marked(woven.lookupClass(), name, descriptor)));
    }

    private static JobMethod marked(Class<?> type, String name, String descriptor) {
        try {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                                .toMethodDescriptorString()
                                .equals(descriptor)) {
                    return JobMethod.of(method);
                }
            }
        } catch (RuntimeException | LinkageError e) { // a type of its signature is missing, its classifier throws
            LoggerFactory.getLogger("obs")
                    .warn("obs: what @ObservedJob says of {}.{} can't be read; only its name counts", type, name, e);
        }
        return JobMethod.named(name);
    }

    /**
     * A call of a woven method begins.
     *
     * @param method what {@link #method} linked it to
     * @return for {@link #exit}; null where nobody looks
     */
    public static @Nullable Object enter(Object method) {
        JobHandler handler = handler();
        return handler == null ? null : handler.call((JobMethod) method);
    }

    /** The same for a method with {@link Field}s. */
    public static @Nullable Object enter(Object method, @Nullable Object[] arguments) {
        JobHandler handler = handler();
        return handler == null ? null : handler.enter((JobMethod) method, arguments);
    }

    /**
     * The call ends.
     *
     * @param job what {@link #enter} gave
     * @param result what it returns; null for a method without a result, or whose result says nothing
     * @param thrown what it throws instead
     */
    public static void exit(@Nullable Object job, @Nullable Object result, @Nullable Throwable thrown) {
        if (job instanceof JobCall call) {
            call.exit(result, thrown);
        } else if (job != null) {
            ((JobOperation) job).exit(result, thrown);
        }
    }

    private static @Nullable JobHandler handler() {
        Observability given = instead;
        Observability obs = given != null ? given : Observability.current().orElse(null);
        Bound known = bound;
        if (obs == null) {
            return null;
        }
        if (known == null || known.obs() != obs) {
            known = new Bound(obs, JobHandler.create(obs));
            bound = known;
        }
        if (known.handler().isClosed()) {
            forget(obs);
            return null;
        }
        return known.handler();
    }

    private static void forget(Observability closed) {
        bound = null;
        if (instead == closed) {
            instead = null;
        }
    }
}
