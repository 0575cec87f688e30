package io.obs.examples.captions.platform;

import io.obs.examples.captions.platform.Platform.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An outage from the first failed call to the alert on a screen, and back: {@code bash examples/stack/run.sh} builds what it
 * needs and runs it.
 */
public final class Stack {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final String DOWN = "ServiceDown";
    private static final String OPEN = "CircuitBreakerOpen";

    private final Platform platform;
    private final Monitoring monitoring;
    private final Webhook webhook;
    private final Traffic traffic;
    private final Duration patience;

    private Stack(Platform platform, Monitoring monitoring, Webhook webhook, Duration patience) {
        this.platform = platform;
        this.monitoring = monitoring;
        this.webhook = webhook;
        this.traffic = new Traffic(platform.gateway().url());
        this.patience = patience;
    }

    /**
     * Arguments: the directory of the repository, one for files and logs, and {@code quick} or {@code real}. Exits with 0 when
     * both alerts have come and gone, else with 1.
     */
    public static void main(String... arguments) {
        System.exit(run(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2].equals("quick")));
    }

    private static int run(Path home, Path directory, boolean quick) {
        CountDownLatch closed = new CountDownLatch(1);
        closeAtExit(Thread.currentThread(), closed);
        try (Webhook webhook = new Webhook(home.resolve("docs/ops/runbooks"))) {
            make(home, directory, "rules", "--runbooks", webhook.url() + "/runbooks");
            make(home, directory, "probe", "--probe", "job-manager=http://127.0.0.1/health");
            OUT.println("Starting the caption platform ...");
            try (Platform platform = Platform.start(Ports.FREE, directory, Platform.SMALL, Map.of());
                    Monitoring monitoring = Monitoring.start(directory, platform, webhook, quick, List.of())) {
                Duration patience = quick ? Duration.ofSeconds(90) : Duration.ofMinutes(20);
                new Stack(platform, monitoring, webhook, patience).tell();
                return 0;
            }
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            closed.countDown();
        }
    }

    /** Ended from outside, the main thread still closes what it started. */
    private static void closeAtExit(Thread main, CountDownLatch closed) {
        Thread ending = new Thread(
                () -> {
                    main.interrupt();
                    try {
                        closed.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stack-shutdown");
        Runtime.getRuntime().addShutdownHook(ending);
    }

    private void tell() throws IOException, InterruptedException {
        OUT.println("Prometheus is at " + monitoring.prometheus() + "; beside it run " + monitoring.tools());
        String seen = "count(instance:service_target:known and on (instance) up == 1) == 3"
                + " and on () count(instance:circuit_breaker_state:last) > 0";
        await("Prometheus sees all services", () -> answers(seen));
        OUT.println("Killing job-manager (pid " + platform.jobManager().pid() + ") under traffic ...");
        platform.jobManager().kill();
        int before = webhook.count();
        Webhook.Alert down = alert(before, "firing", DOWN, "job-manager");
        Webhook.Alert open = alert(before, "firing", OPEN, "api-gateway");
        for (Webhook.Alert alert : List.of(down, open)) {
            if (status(alert.runbook()) != 200) {
                throw new IOException("The runbook of " + alert.name() + " is not there: " + alert.runbook());
            }
        }
        OUT.println("Starting job-manager again ...");
        int outage = webhook.count();
        platform.jobManager().restart();
        alert(outage, "resolved", DOWN, "job-manager");
        alert(outage, "resolved", OPEN, "api-gateway");
        OUT.println("Both alerts came, with runbooks that are there, and are resolved. Answers of the gateway: "
                + traffic.counts());
    }

    private Webhook.Alert alert(int since, String status, String name, String service)
            throws IOException, InterruptedException {
        await(
                name + " of " + service + " is " + status,
                () -> webhook.find(since, status, name, service).isPresent());
        Optional<Webhook.Alert> alert = webhook.find(since, status, name, service);
        OUT.println(alert.orElseThrow());
        return alert.orElseThrow();
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Traffic goes on meanwhile. */
    private void await(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (deadline - System.nanoTime() < 0) {
                throw new IOException("Not within " + patience.toSeconds() + " s: " + what);
            }
            monitoring.check();
            traffic.create("greeting.wav", "en");
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean answers(String promQl) throws InterruptedException {
        String query = java.net.URLEncoder.encode(promQl, StandardCharsets.UTF_8);
        String body = body(monitoring.prometheus() + "/api/v1/query?query=" + query);
        return body != null && body.contains("\"value\"");
    }

    private static int status(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Null while nobody answers. */
    private static @Nullable String body(String url) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return null;
        }
    }

    /** Runs obs-ops. */
    private static void make(Path home, Path directory, String... arguments) throws IOException, InterruptedException {
        Path log = directory.resolve("obs-ops.log");
        List<String> command = new java.util.ArrayList<>(
                List.of(home.resolve("obs-ops/obs-ops").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--out", directory.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("obs-ops failed:\n" + Files.readString(log));
        }
    }
}
