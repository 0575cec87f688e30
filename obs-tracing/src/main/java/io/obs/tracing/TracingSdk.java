package io.obs.tracing;

import io.obs.pipeline.Failures;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The SDK that obs has built, and its end.
 *
 * @param deliveries one for each exporter; empty where nothing is exported
 * @param sampling the sampler where it is a standard one and nobody has changed it
 * @param heard false where no processor hears of spans, so that none needs to be recorded
 * @param keeping what holds unsampled traces back; null where nothing does
 */
record TracingSdk(
        OpenTelemetrySdk sdk,
        SpanLedger ledger,
        Reach reach,
        List<Delivery> deliveries,
        @Nullable Sampling sampling,
        boolean heard,
        @Nullable Adopting adopting,
        @Nullable Keeping keeping) {

    /** What is left for ending what couldn't be flushed in time. */
    private static final long ENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** For the admin page. */
    Map<String, Object> now() {
        Map<String, Object> now = new LinkedHashMap<>();
        if (!deliveries.isEmpty()) {
            now.putAll(reach.now());
        }
        if (keeping != null) {
            now.putAll(keeping.now());
        }
        return now;
    }

    /**
     * Flushes within the time given and stops; what is left then is lost, and counted. Works on a thread of its own,
     * because a service's processors and exporters are asked too and may do as they like.
     */
    void close(Duration within, Failures failures) {
        long deadline = System.nanoTime() + within.toNanos();
        Thread closing = new Thread(() -> end(deadline), "obs-tracing-close");
        closing.setDaemon(true);
        closing.setUncaughtExceptionHandler((thread, error) -> failures.caught("close", error));
        closing.start();
        try {
            closing.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deliveries.forEach(Delivery::stop);
        ledger.close();
    }

    private void end(long deadline) {
        try {
            await(sdk.getSdkTracerProvider().forceFlush(), deadline - ENDING_NANOS);
        } finally {
            deliveries.forEach(Delivery::stop);
            await(sdk.shutdown(), deadline);
        }
    }

    private static void await(CompletableResultCode result, long until) {
        result.join(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
