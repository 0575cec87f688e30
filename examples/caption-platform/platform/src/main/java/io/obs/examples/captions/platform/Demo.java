package io.obs.examples.captions.platform;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The demonstration: {@code bash examples/demo.sh} builds what it needs and runs it. */
public final class Demo {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

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
        OUT.println("Starting collector, job-manager and api-gateway ...");
        Platform platform = Platform.start(options.ports(), directory, List.of("-Xmx256m"), telemetry(environment));
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
        Story story = new Story(platform, traffic, OUT);
        show.head("Traffic");
        String traceId = story.good();
        story.bad();
        story.failing();
        story.slow();
        show.trace(traceId);
        show.scrape();
        show.head("An outage");
        if (end - System.nanoTime() > Story.OUTAGE.toNanos()) {
            story.outage();
            show.breaker();
        } else {
            OUT.println("(It takes about " + Story.OUTAGE.toSeconds() + " s, for which there is no time.)");
        }
        OUT.println();
        OUT.println(time == null ? "Traffic goes on until Ctrl-C." : "Traffic goes on until it is time ...");
        story.steady(end);
        return show.summary(traffic.counts());
    }

    /** What the services shall know of the environment besides their ports. */
    private static Map<String, String> telemetry(Map<String, String> environment) {
        Map<String, String> handed = new HashMap<>();
        environment.forEach((key, value) -> {
            if (key.startsWith("OTEL_")) {
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
