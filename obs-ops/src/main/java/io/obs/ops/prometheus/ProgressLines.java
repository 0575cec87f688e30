package io.obs.ops.prometheus;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells people that a long reading goes on: a line now and then, none where it is quick. For one thread. */
public final class ProgressLines implements Progress {

    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    private final PrintWriter to;
    private final LongSupplier nanos;
    private long last;

    /** Writes to the writer, mostly that of standard error. */
    public ProgressLines(PrintWriter to) {
        this(to, System::nanoTime);
    }

    ProgressLines(PrintWriter to, LongSupplier nanos) {
        this.to = to;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    @Override
    public void at(String what, long done, long of) {
        long now = nanos.getAsLong();
        if (now - last >= PAUSE && of > 0) {
            last = now;
            to.println("reading " + what + ": " + 100 * done / of + "%");
            to.flush();
        }
    }
}
