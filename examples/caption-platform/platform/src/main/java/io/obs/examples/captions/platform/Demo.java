package io.obs.examples.captions.platform;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The demonstration: {@code bash examples/demo.sh} builds what it needs and runs it. */
public final class Demo {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** A fault begins only where this is left, so that the end comes in time on a busy machine too. */
    private static final Duration LONGEST_FAULT = Duration.ofSeconds(9);

    private record Fault(String title, Act act) {}

    @FunctionalInterface
    private interface Act {
        Object run() throws IOException, InterruptedException;
    }

    private Demo() {}

    /** Exits with 0 when all was shown, 1 when a service failed, 2 when it was told something wrong. */
    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), System.getenv()));
    }

    private static int run(List<String> arguments, Map<String, String> environment) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            OUT.print(Options.USAGE);
            return 0;
        }
        Options options;
        try {
            options = Options.of(arguments, environment);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        AtomicBoolean ended = new AtomicBoolean();
        try {
            return play(options, environment, ended) ? 0 : 1;
        } catch (IOException e) {
            if (!ended.get()) { // ended from outside, its services are gone under its feet
                System.err.println(e.getMessage() == null ? e : e.getMessage());
            }
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static boolean play(Options options, Map<String, String> environment, AtomicBoolean ended)
            throws IOException, InterruptedException {
        Duration time = options.time();
        long end = System.nanoTime() + (time == null ? Duration.ofDays(3_650) : time).toNanos();
        Path directory = options.directory() == null ? Files.createTempDirectory("obs-demo-") : options.directory();
        AtomicReference<@Nullable Platform> running = new AtomicReference<>();
        Thread ending = new Thread(
                () -> {
                    ended.set(true);
                    close(running.getAndSet(null));
                },
                "demo-shutdown");
        Runtime.getRuntime().addShutdownHook(ending);
        OUT.println(
                "Starting PostgreSQL, Redis, an AMQP broker, an S3 storage, a collector, job-manager, worker, api-gateway ...");
        Platform platform = Platform.start(options.ports(), directory, Platform.SMALL, telemetry(environment));
        running.set(platform);
        try {
            return tell(platform, time, end);
        } finally {
            close(running.getAndSet(null));
        }
    }

    private static boolean tell(Platform platform, @Nullable Duration time, long end)
            throws IOException, InterruptedException {
        Show show = new Show(platform, OUT);
        show.addresses();
        Traffic traffic = new Traffic(platform.gateway().url());
        Story story = new Story(traffic, OUT);
        show.head("Traffic");
        String traceId = story.good();
        story.bad();
        story.failing();
        show.trace(traceId);
        show.scrape();
        for (Fault fault : faults(new Faults(platform, traffic, OUT), platform)) {
            show.head(fault.title());
            if (end - System.nanoTime() < LONGEST_FAULT.toNanos()) {
                OUT.println("(There is no time for it.)");
            } else {
                Moved moved = Moved.since(platform);
                fault.act().run();
                moved.lines().forEach(OUT::println);
            }
        }
        show.breaker();
        OUT.println();
        OUT.println(time == null ? "Traffic goes on until Ctrl-C." : "Traffic goes on until it is time ...");
        story.slow();
        story.steady(end);
        return show.summary(traffic.counts());
    }

    private static List<Fault> faults(Faults faults, Platform platform) {
        List<Fault> all = new ArrayList<>();
        all.add(new Fault("A poison message", faults::poison));
        all.add(new Fault("job-manager away", faults::outage));
        all.add(new Fault("The worker away", faults::workerDown));
        Map<Part, Fault> parts = new EnumMap<>(Part.class);
        parts.put(Part.REDIS, new Fault("Redis away", faults::cacheDown));
        parts.put(Part.S3, new Fault("The storage away", faults::storageDown));
        parts.put(Part.POSTGRES, new Fault("PostgreSQL away", faults::databaseDown));
        parts.put(Part.RABBITMQ, new Fault("The broker away", faults::brokerDown));
        parts.keySet().removeIf(part -> !platform.infrastructure().has(part));
        all.addAll(parts.values());
        return all;
    }

    /** What the services shall know of the environment besides their ports. */
    private static Map<String, String> telemetry(Map<String, String> environment) {
        Map<String, String> handed = new HashMap<>();
        environment.forEach((key, value) -> {
            if (key.startsWith("OTEL_") || key.startsWith("CAPTION_")) {
                handed.put(key, value);
            }
        });
        return handed;
    }

    private static void close(@Nullable Platform platform) {
        if (platform != null) {
            platform.close();
        }
    }
}
