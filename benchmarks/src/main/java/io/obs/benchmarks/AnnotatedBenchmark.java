package io.obs.benchmarks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.obs.Observability;
import io.obs.job.ObservedJob;
import io.obs.job.WovenJobs;
import io.obs.jobs.JobsObservability;
import io.obs.metrics.MetricsRoom;
import io.opentelemetry.context.Context;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A call of a method that is measured, with nothing but metrics wired: two counters, a gauge and a histogram. The peers count
 * and time; ours also gives the call a request context and ids, a span and a line, as soon as somebody looks: here nobody does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AnnotatedBenchmark {

    /** What is called. */
    public interface Work {
        @ObservedJob("work")
        int one(int value);
    }

    private static final class PlainWork implements Work {
        @Override
        public int one(int value) {
            return value + 1;
        }
    }

    private final Work plain = new PlainWork();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter created = registry.counter("work.created");
    private final Counter completed = registry.counter("work.completed", "status", "success");
    private final Timer timer =
            Timer.builder("work").publishPercentileHistogram(false).register(registry);

    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .install(new MetricsRoom())
            .set("obs.admin.enabled", "false")
            .build();
    private final Work jdkProxy = timed();
    private final Work obsProxy = JobsObservability.create(obs).proxy(Work.class, plain);
    private int value;

    @Setup
    public void report() {
        WovenJobs.reportTo(obs);
        Context.current(); // as any service has asked once
    }

    private Work timed() {
        InvocationHandler timed = (proxy, method, arguments) -> {
            long start = System.nanoTime();
            created.increment();
            try {
                return method.invoke(plain, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            } finally {
                timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                completed.increment();
            }
        };
        return (Work) Proxy.newProxyInstance(Work.class.getClassLoader(), new Class<?>[] {Work.class}, timed);
    }

    @TearDown
    public void close() {
        obs.close();
    }

    private static final Object MARK = mark();

    private static Object mark() {
        try {
            return WovenJobs.method(
                            MethodHandles.lookup(), "mark", MethodType.methodType(Object.class), "woven", "(I)I")
                    .getTarget()
                    .invoke();
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** As the goal leaves it; there the mark is a call site, which is as constant. */
    @ObservedJob("woven_work")
    private static int woven(int value) {
        Object job = WovenJobs.enter(MARK);
        int result;
        try {
            result = value + 1;
        } catch (Throwable e) {
            WovenJobs.exit(job, null, e);
            throw e;
        }
        WovenJobs.exit(job, null, null);
        return result;
    }

    @Benchmark
    public int bare() {
        return plain.one(value++);
    }

    @Benchmark
    public int handWritten() {
        long start = System.nanoTime();
        created.increment();
        try {
            return plain.one(value++);
        } finally {
            timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            completed.increment();
        }
    }

    @Benchmark
    public int jdkProxy() {
        return jdkProxy.one(value++);
    }

    @Benchmark
    public int obsProxy() {
        return obsProxy.one(value++);
    }

    @Benchmark
    public int obsWoven() {
        return woven(value++);
    }

    /** The same where somebody looks, as a log line inside does. */
    @Benchmark
    public int obsWovenLookedAt() {
        return lookedAt(value++);
    }

    @ObservedJob("woven_work")
    private static int lookedAt(int value) {
        Object job = WovenJobs.enter(MARK);
        int result;
        try {
            result = Context.current() == Context.root() ? value : value + 1;
        } catch (Throwable e) {
            WovenJobs.exit(job, null, e);
            throw e;
        }
        WovenJobs.exit(job, null, null);
        return result;
    }
}
