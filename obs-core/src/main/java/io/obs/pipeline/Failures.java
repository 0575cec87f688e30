package io.obs.pipeline;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where failures inside obs, and in callbacks that were given to it, end: counted by component, and
 * logged once a minute a component at most.
 *
 * <p>Thread-safe; never throws, except errors that nobody may keep ({@link #isFatal}).
 */
public final class Failures {

    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final class Component {
        final LongAdder count = new LongAdder();
        final AtomicBoolean told = new AtomicBoolean();
        final AtomicLong nextLog = new AtomicLong(Long.MIN_VALUE);
    }

    private final Clock clock;
    private final Map<String, Component> components = new ConcurrentHashMap<>();
    private volatile @Nullable BiConsumer<String, LongSupplier> watcher;

    public Failures(Clock clock) {
        this.clock = clock;
    }

    /** True for errors that go on whatever happens: the JVM itself is failing or the thread is being killed. */
    @SuppressWarnings("removal") // ThreadDeath still ends threads on 17
    public static boolean isFatal(Throwable error) {
        return (error instanceof VirtualMachineError && !(error instanceof StackOverflowError))
                || error instanceof ThreadDeath;
    }

    /**
     * Takes a failure out of the world: counts it, logs it if none of its component was logged within a minute.
     *
     * @param component which part of obs it came from, of a small fixed set (it becomes a label)
     */
    public void caught(String component, Throwable error) {
        if (isFatal(error)) {
            throw (Error) error;
        }
        try {
            Component of = component(component);
            of.count.increment();
            long now = clock.nanoTime();
            long next = of.nextLog.get();
            if ((next == Long.MIN_VALUE || now - next >= 0) && of.nextLog.compareAndSet(next, now + LOG_EVERY_NANOS)) {
                logger().warn(
                                "obs: {} failed; the service goes on ({} such failures so far)",
                                component,
                                of.count.sum(),
                                error);
            }
        } catch (Throwable logging) {
            if (isFatal(logging)) {
                throw (Error) logging;
            }
            component("log").count.increment(); // nothing is left to say it with
        }
    }

    /** Lets the one watcher hear of each component that fails, once; of those already known first. */
    public void watch(BiConsumer<String, LongSupplier> hears) {
        watcher = hears;
        components.forEach((name, component) -> tell(hears, name, component));
    }

    /** How many there were until now, by component. */
    public Map<String, Long> totals() {
        Map<String, Long> totals = new TreeMap<>();
        components.forEach((name, component) -> totals.put(name, component.count.sum()));
        return totals;
    }

    private Component component(String name) {
        Component known = components.get(name);
        if (known != null) {
            return known;
        }
        Component made = new Component();
        Component raced = components.putIfAbsent(name, made);
        if (raced != null) {
            return raced;
        }
        BiConsumer<String, LongSupplier> hears = watcher;
        if (hears != null) {
            tell(hears, name, made);
        }
        return made;
    }

    /** Without a lock, which the watcher might need the other way round. */
    private static void tell(BiConsumer<String, LongSupplier> hears, String name, Component component) {
        if (component.told.compareAndSet(false, true)) {
            hears.accept(name, component.count::sum);
        }
    }

    private static Logger logger() {
        return LoggerFactory.getLogger("obs");
    }
}
