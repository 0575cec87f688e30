package io.obs.examples.captions.platform;

import io.obs.examples.captions.platform.Traffic.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The traffic of the demonstration, in the order in which it tells something. */
final class Story {

    /** How long the outage takes, with the job manager's way back. */
    static final Duration OUTAGE = Duration.ofSeconds(9);

    private static final List<String> LANGUAGES = List.of("en", "de", "pt");
    private static final int UNTIL_OPEN = 40;
    private static final Duration UNTIL_CLOSED = Duration.ofSeconds(30);

    private final Platform platform;
    private final Traffic traffic;
    private final PrintStream out;

    Story(Platform platform, Traffic traffic, PrintStream out) {
        this.platform = platform;
        this.traffic = traffic;
        this.out = out;
    }

    /** Good requests; returns the last one's trace. */
    String good() throws InterruptedException {
        out.println("Ordering captions of six recordings, and asking for them ...");
        Reply last = new Reply(Traffic.NO_ANSWER, "", "");
        for (int i = 0; i < 6; i++) {
            last = traffic.create(i % 2 == 0 ? "greeting.wav" : "interview.wav", LANGUAGES.get(i % 3));
            awaitEnd(last);
        }
        traffic.get("/api/v1/jobs?limit=10");
        return last.traceId();
    }

    /** Requests that are the caller's fault. */
    void bad() throws InterruptedException {
        out.println("Sending what is not valid: broken JSON, wrong values, unknown jobs and paths ...");
        traffic.post("{\"media\": \"interview.wav\"", Map.of());
        traffic.post("{\"media\": \"../etc/passwd\", \"language\": \"xx\"}", Map.of());
        traffic.post("", Map.of("traceparent", "00-not-a-trace-01", "X-Request-ID", "no\tid"));
        traffic.get("/api/v1/jobs/job-000000000000");
        traffic.get("/api/v1/jobs?limit=many");
        traffic.get("/no/such/path");
    }

    /** Jobs that fail for real. */
    void failing() throws InterruptedException {
        out.println("Ordering captions of a corrupt, a silent and a missing recording ...");
        for (String media : List.of("corrupt.wav", "silence.wav", "missing.wav")) {
            awaitEnd(traffic.create(media, "en"));
        }
    }

    /** Requests that take their time, because there is much to do. */
    void slow() throws InterruptedException {
        out.println("Ordering the best captions of a lecture, and waiting for them ...");
        traffic.createAndWait("lecture.wav");
    }

    /** The job manager goes away and comes back: the gateway's circuit breaker opens and closes. */
    void outage() throws IOException, InterruptedException {
        out.println("Stopping job-manager (pid " + platform.jobManager().pid() + ") under traffic ...");
        platform.jobManager().stop();
        Reply reply = traffic.create("greeting.wav", "en");
        for (int i = 0; i < UNTIL_OPEN && reply.status() != 503; i++) {
            reply = traffic.create("greeting.wav", "en");
        }
        for (int i = 0; i < 5; i++) {
            traffic.create("greeting.wav", "en");
        }
        out.println("The gateway answers " + reply.status() + " at once: " + reply.get("error"));
        platform.jobManager().restart();
        out.println("Started job-manager again (pid " + platform.jobManager().pid() + ") ...");
        long deadline = System.nanoTime() + UNTIL_CLOSED.toNanos();
        while (deadline - System.nanoTime() > 0 && closings() == 0) {
            traffic.create("greeting.wav", "en");
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** A little of everything, until it is time. */
    void steady(long deadlineNanos) throws InterruptedException {
        for (int i = 0; deadlineNanos - System.nanoTime() > 0 && !out.checkError(); i++) {
            Reply made = traffic.create(i % 11 == 10 ? "corrupt.wav" : "greeting.wav", LANGUAGES.get(i % 3));
            traffic.get("/api/v1/jobs/" + (i % 7 == 6 ? "job-000000000000" : id(made)));
            if (i % 5 == 4) {
                traffic.get("/api/v1/jobs");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private long closings() throws IOException {
        return platform.gateway().log().lines("\"to_state\":\"CLOSED\"").size();
    }

    private void awaitEnd(Reply made) throws InterruptedException {
        for (int i = 0; i < 50 && made.status() == 202; i++) {
            String state = traffic.get("/api/v1/jobs/" + id(made)).get("state");
            if (state.equals("SUCCEEDED") || state.equals("FAILED")) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static String id(Reply made) {
        return made.status() == 202 ? made.get("id") : "none";
    }
}
