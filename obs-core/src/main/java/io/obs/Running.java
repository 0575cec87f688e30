package io.obs;

import io.obs.admin.AdminServer;
import io.obs.config.CoreKeys;
import io.obs.pipeline.Drops;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of one obs that has started, until it is closed. Thread-safe. */
final class Running {

    /** How much longer than the deadline somebody waits for a close that another thread has begun. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    final Assembly parts;
    final Pipeline pipeline;
    final OpenTelemetry openTelemetry;
    final AdminServer admin;

    private final AtomicReference<@Nullable Thread> closer = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Running(Assembly parts, Pipeline pipeline, AdminServer admin) {
        this.parts = parts;
        this.pipeline = pipeline;
        this.openTelemetry = parts.openTelemetry();
        this.admin = admin;
    }

    boolean isClosing() {
        return closer.get() != null;
    }

    /** Flushes and stops; who comes second waits for the first, within the deadline. */
    void close() {
        Duration timeout = parts.config.get(CoreKeys.SHUTDOWN_TIMEOUT);
        if (!closer.compareAndSet(null, Thread.currentThread())) {
            await(timeout.plus(GRACE));
            return;
        }
        try {
            long deadline = System.nanoTime() + timeout.toNanos();
            pipeline.close(parts.drops);
            parts.closing.run(deadline);
            tellLosses(parts.drops.totals());
            parts.closingLogs.run(deadline);
            parts.health.close();
        } finally {
            closed.countDown();
        }
    }

    private void await(Duration time) {
        if (closer.get() == Thread.currentThread()) {
            return; // closed again by what closing runs
        }
        boolean interrupted = false;
        long end = System.nanoTime() + time.toNanos();
        while (true) {
            try {
                if (!closed.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    log().warn("obs: another thread's close has not ended within {}", time);
                }
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellLosses(Map<Drops.Kind, Long> totals) {
        String lost = totals.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry ->
                        entry.getKey().signal().label() + " " + entry.getKey().reason() + " " + entry.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        try {
            if (lost.isEmpty()) {
                log().info("obs closed; nothing was lost");
            } else {
                log().warn("obs closed; lost: {}", lost);
            }
        } catch (Throwable e) {
            parts.failures.caught("close", e);
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger("obs");
    }
}
