package io.obs.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The whole request: extract, server span, request context, counter and histogram, JSON access line. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {

    /** Whether the caller's trace is sampled. */
    @Param({"true", "false"})
    boolean sampled;

    private Incoming request = Incoming.of(true);
    private HandWiredRequest handWired = new HandWiredRequest(false);
    private HandWiredRequest preResolved = new HandWiredRequest(true);
    private ObservationRequest observation = new ObservationRequest();
    private ObsRequest obs = new ObsRequest();

    @Setup
    public void setUp() {
        request = Incoming.of(sampled);
    }

    @TearDown
    public void tearDown() {
        obs.close();
    }

    @Benchmark
    public int handWired() {
        return handWired.handle(request);
    }

    @Benchmark
    public int handWiredPreResolved() {
        return preResolved.handle(request);
    }

    @Benchmark
    public int observation() {
        return observation.handle(request);
    }

    @Benchmark
    public int obs() {
        return obs.handle(request);
    }
}
