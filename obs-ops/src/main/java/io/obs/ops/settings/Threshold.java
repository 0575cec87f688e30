package io.obs.ops.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A number that decides whether an alert fires, with the default of SPEC section 5. */
public enum Threshold {
    LATENCY("latency", "500ms", Quantity.DURATION, "p95 over all of a service's traffic (HighLatency)"),
    ERROR_RATE("error-rate", "1%", Quantity.RATIO, "share of 5xx among a service's requests (HighErrorRate)"),
    MINIMUM_REQUESTS(
            "minimum-requests", "10", Quantity.COUNT, "requests in 5 minutes, below which neither of them fires"),
    MINIMUM_ERRORS("minimum-errors", "3", Quantity.COUNT, "5xx in 5 minutes, below which HighErrorRate does not fire"),
    QUEUE_DEPTH("queue-depth", "1000", Quantity.COUNT, "messages waiting in a queue (QueueBacklog)"),
    RESTARTS("restarts", "2", Quantity.COUNT, "restarts of a container in 10 minutes (PodCrashLooping)"),
    MEMORY("memory", "90%", Quantity.RATIO, "heap, container or host memory in use (HighMemoryUsage)"),
    CPU("cpu", "80%", Quantity.RATIO, "process, container or host CPU in use (HighCpuUsage)"),
    POOL("pool", "80%", Quantity.RATIO, "connections of a pool in use (DbConnectionPoolExhausted)"),
    JOB_AGE(
            "job-age",
            "1d",
            Quantity.DURATION,
            "since a scheduled job last succeeded (ScheduledJobFailing); more than the longest time between two runs"),
    DISK("disk", "80%", Quantity.RATIO, "disk in use, a dashboard's red");

    private final String key;
    private final String initial;
    private final Quantity quantity;
    private final String meaning;

    Threshold(String key, String initial, Quantity quantity, String meaning) {
        this.key = key;
        this.initial = initial;
        this.quantity = quantity;
        this.meaning = meaning;
    }

    /** Its name in files and options. */
    public String key() {
        return key;
    }

    /** Its default, as it is written. */
    public String initial() {
        return initial;
    }

    /** What it is compared with. */
    public String meaning() {
        return meaning;
    }

    /** How it is written. */
    public String allowed() {
        return quantity.allowed();
    }

    /**
     * The number in base units: seconds, a ratio from 0 to 1, a count.
     *
     * @throws IllegalArgumentException where the text is no such quantity
     */
    public double parse(String text) {
        return quantity.parse(text);
    }

    /** The number in base units as people write it: {@code 500ms}, {@code 1%}, {@code 1000}. */
    public String write(double number) {
        return quantity.write(number);
    }

    /** The threshold of that name. */
    public static Optional<Threshold> find(String key) {
        return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
    }

    static String keys() {
        return Arrays.stream(values()).map(Threshold::key).collect(Collectors.joining(", "));
    }
}
