package io.obs.logging;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one output of the process: standard output as the process got it, whatever {@code System.setOut} says later.
 *
 * <p>It lives from the first appender on, before and without init. A shutdown hook lets the last lines out.
 */
final class ProcessOutput {

    private static final LogOutput OUTPUT =
            new LogOutput(new FileOutputStream(FileDescriptor.out).getChannel(), LoggingSettings.early());

    private static @Nullable Thread hook;
    private static int open;

    private ProcessOutput() {}

    static LogOutput get() {
        return OUTPUT;
    }

    /** What a framework has read before an obs is opened; once one is, that one decides. */
    static synchronized void early(Map<String, String> read) {
        if (open == 0) {
            OUTPUT.apply(LoggingSettings.early(read), OUTPUT.failures());
        }
    }

    /** An obs was opened. */
    static synchronized void opened() {
        open++;
        attend();
    }

    /** An obs was closed: lines may still come, but neither thread nor hook stays behind. */
    static synchronized void closed() {
        open--;
        leave();
    }

    /** An appender was started, maybe long before init. */
    static synchronized void attend() {
        if (hook != null) {
            return;
        }
        Thread made = new Thread(null, ProcessOutput::end, "obs-log-shutdown", 0, false);
        made.setContextClassLoader(null);
        try {
            Runtime.getRuntime().addShutdownHook(made);
            hook = made;
            OUTPUT.sink().attend();
        } catch (IllegalStateException shuttingDown) {
            OUTPUT.sink().leave();
        }
    }

    /** An appender was stopped. */
    static synchronized void leave() {
        Thread registered = hook;
        if (registered == null || open > 0) {
            return;
        }
        OUTPUT.sink().leave();
        try {
            Runtime.getRuntime().removeShutdownHook(registered);
            hook = null;
        } catch (IllegalStateException shuttingDown) {
            assert registered.getName() != null; // it runs, or will
        }
    }

    private static void end() {
        byte[] lastWords = OUTPUT.end();
        if (lastWords == null) {
            return;
        }
        Thread saying = new Thread(null, () -> System.err.writeBytes(lastWords), "obs-log-last-words", 0, false);
        saying.setDaemon(true);
        saying.start();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        while (saying.isAlive() && System.nanoTime() < deadline) {
            try {
                saying.join(Duration.ofMillis(50).toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
