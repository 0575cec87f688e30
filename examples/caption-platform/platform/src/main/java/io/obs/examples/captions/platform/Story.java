package io.obs.examples.captions.platform;

import io.obs.examples.captions.platform.Traffic.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The traffic of the demonstration while everything is there. */
final class Story {

    static final List<String> LANGUAGES = List.of("en", "de", "pt");

    /** On a busy machine the first calls of three JVMs may take longer than their deadline. */
    private static final int TO_WARM_UP = 5;

    private final Traffic traffic;
    private final PrintStream out;

    Story(Traffic traffic, PrintStream out) {
        this.traffic = traffic;
        this.out = out;
    }

    /** Good requests; returns the trace of one whose captions were not in the cache. */
    String good() throws InterruptedException {
        out.println("Ordering captions of six recordings, and asking for them ...");
        Reply first = traffic.create("greeting.wav", "en");
        for (int i = 0; i < TO_WARM_UP && first.status() != 202; i++) {
            first = traffic.create("greeting.wav", "en");
        }
        traffic.awaitEnd(first);
        for (int i = 1; i < 6; i++) {
            traffic.awaitEnd(traffic.create(i % 2 == 0 ? "greeting.wav" : "interview.wav", LANGUAGES.get(i % 2)));
        }
        traffic.get("/api/v1/jobs?limit=10");
        return first.traceId();
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

    /** Jobs that fail for reasons of their own. */
    void failing() throws InterruptedException {
        out.println("Ordering captions of a corrupt, a silent and a missing recording ...");
        for (String media : List.of("corrupt.wav", "silence.wav", "missing.wav")) {
            Reply job = traffic.awaitEnd(traffic.create(media, "en"));
            out.println("  " + media + ": " + job.get("state") + ", " + job.get("error"));
        }
    }

    /** A job that takes its time, because there is much to do. */
    void slow() throws InterruptedException {
        out.println("Ordering the best captions of a lecture ...");
        traffic.awaitEnd(traffic.create("lecture.wav", "en", "best"));
    }

    /** A little of everything, until it is time. */
    void steady(long deadlineNanos) throws InterruptedException, IOException {
        for (int i = 0; deadlineNanos - System.nanoTime() > 0 && !out.checkError(); i++) {
            Reply made = traffic.create(i % 11 == 10 ? "corrupt.wav" : "greeting.wav", LANGUAGES.get(i % 3));
            traffic.get("/api/v1/jobs/" + (i % 7 == 6 || made.status() != 202 ? "job-000000000000" : made.get("id")));
            if (i % 5 == 4) {
                traffic.get("/api/v1/jobs");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
