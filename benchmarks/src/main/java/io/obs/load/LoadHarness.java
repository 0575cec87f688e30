package io.obs.load;

import io.obs.collector.OtlpReceiver;
import io.obs.load.Fault.Surroundings;
import io.obs.load.Traffic.Phase;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives a service through healthy and faulty phases, in turn and in one process each fault, and holds them against
 * each other: throughput, 99th percentile, memory, and that nothing was lost uncounted (docs/performance.md).
 *
 * <p>Settings: system properties {@code load.seconds} of a phase (default 5), {@code load.share} of the healthy
 * throughput that must remain (default 0.85), {@code load.p99.factor} and {@code load.p99.millis} by how much the
 * percentile may grow (default 1.5 times and 2 ms), {@code load.only} a part of a fault's name.
 */
final class LoadHarness {

    private static final int SECONDS = Integer.getInteger("load.seconds", 5);
    private static final double SHARE = Double.parseDouble(System.getProperty("load.share", "0.85"));
    private static final double P99_FACTOR = Double.parseDouble(System.getProperty("load.p99.factor", "1.5"));
    private static final double P99_MILLIS = Double.parseDouble(System.getProperty("load.p99.millis", "2"));
    private static final String ONLY = System.getProperty("load.only", "");
    private static final long MEGABYTES = 64;
    private static final long TERMINATION_MILLIS = 10_000;
    private static final int ROUNDS = 2;

    private final List<String> broken = new ArrayList<>();

    private LoadHarness() {}

    public static void main(String[] args) throws Exception {
        LoadHarness harness = new LoadHarness();
        System.out.println("| fault | requests/s healthy -> faulty | share | p99 ms healthy -> faulty | memory MB |"
                + " made = arrived + lost | SIGTERM ms |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (Fault fault : Fault.ALL) {
            if (fault.name().contains(ONLY)) {
                harness.run(fault);
            }
        }
        harness.broken.forEach(System.out::println);
        System.out.println(
                harness.broken.isEmpty() ? "every promise held" : harness.broken.size() + " promises broken");
        System.exit(harness.broken.isEmpty() ? 0 : 1);
    }

    private void run(Fault fault) throws Exception {
        OtlpReceiver collector = OtlpReceiver.start();
        int port = URI.create(collector.httpEndpoint()).getPort();
        ServiceProcess started = new ServiceProcess(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", collector.httpEndpoint(),
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "OTEL_EXPORTER_OTLP_TIMEOUT", "2000"));
        try (Surroundings around = new Surroundings(collector, port, started)) {
            ServiceProcess service = around.service();
            long requests = Traffic.run(service.port(), SECONDS).requests();
            long memory = service.residentMegabytes();
            Phase healthy = new Phase(0, 0, 0);
            Phase faulty = new Phase(0, 0, 0);
            long worst = memory;
            for (int round = 0; round < ROUNDS; round++) {
                healthy = add(healthy, Traffic.run(service.port(), SECONDS));
                fault.set().accept(around, true);
                faulty = add(faulty, Traffic.run(service.port(), SECONDS));
                worst = Math.max(worst, service.residentMegabytes());
                fault.set().accept(around, false);
            }
            requests += healthy.requests() + faulty.requests();
            String account = fault.spans() ? spans(fault, around, requests) : lines(fault, around, requests);
            fault.set().accept(around, true);
            Phase last = Traffic.run(service.port(), 1);
            check(last.requests() > 0, fault, "did not serve in the end");
            long termination = service.terminate();
            report(fault, healthy, faulty, worst - memory, account, termination);
        }
    }

    private void report(Fault fault, Phase healthy, Phase faulty, long grown, String account, long termination) {
        double share = faulty.perSecond() / healthy.perSecond();
        double p99 = faulty.p99Millis() / ROUNDS;
        double p99Healthy = healthy.p99Millis() / ROUNDS;
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f -> %.0f | %.2f | %.1f -> %.1f | +%d | %s | %d |%n",
                fault.name(),
                healthy.perSecond() / ROUNDS,
                faulty.perSecond() / ROUNDS,
                share,
                p99Healthy,
                p99,
                Math.max(0, grown),
                account,
                termination);
        check(share >= SHARE, fault, "left " + share + " of the throughput, promised " + SHARE);
        double most = P99_FACTOR * p99Healthy + P99_MILLIS;
        check(p99 <= most, fault, "p99 went to " + p99 + " ms, promised " + most);
        check(grown <= MEGABYTES, fault, "memory grew by " + grown + " MB, promised " + MEGABYTES);
        check(termination <= TERMINATION_MILLIS, fault, "SIGTERM took " + termination + " ms");
    }

    private String spans(Fault fault, Surroundings around, long requests) throws Exception {
        long lost = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        do {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            lost = around.service().lost("trace");
        } while (around.received() + lost < requests && System.nanoTime() - end < 0);
        long arrived = around.received();
        String otherwise = requests + " spans made, " + arrived + " arrived, " + lost + " lost; the service says "
                + around.service().facts();
        check(arrived + lost == requests, fault, otherwise);
        return requests + " = " + arrived + " + " + lost;
    }

    private String lines(Fault fault, Surroundings around, long requests) throws Exception {
        ServiceProcess service = around.service();
        long made = requests * ServiceProcess.LINES_PER_REQUEST;
        long lost = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        do {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            lost = service.lost("log");
        } while (service.lines() + lost < made && System.nanoTime() - end < 0);
        long written = service.lines();
        check(
                Math.abs(written + lost - made) <= made / 100,
                fault,
                made + " lines made, " + written + " written, " + lost + " lost");
        check(service.torn() == 0, fault, service.torn() + " lines were torn");
        return made + " = " + written + " + " + lost;
    }

    private void check(boolean kept, Fault fault, String otherwise) {
        if (!kept) {
            broken.add("BROKEN: " + fault.name() + ": " + otherwise);
        }
    }

    private static Phase add(Phase one, Phase other) {
        return new Phase(
                one.requests() + other.requests(),
                one.perSecond() + other.perSecond(),
                one.p99Millis() + other.p99Millis());
    }
}
