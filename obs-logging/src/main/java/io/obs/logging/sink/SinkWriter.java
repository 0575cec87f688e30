package io.obs.logging.sink;

import io.obs.pipeline.Failures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread that waits for the output, so that no other has to. */
final class SinkWriter implements Runnable {

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    /** A thread that can't be interrupted: an interrupt would close the channel it writes to, standard output. */
    private static final class WriterThread extends Thread {
        WriterThread(Runnable task) {
            super(null, task, "obs-log-writer", 0, false);
            setDaemon(true);
            setContextClassLoader(null);
        }

        @Override
        public void interrupt() {}
    }

    private final LogSink sink;
    private final WritableByteChannel target;
    private final Batch batch;

    private SinkWriter(LogSink sink, WritableByteChannel target, Batch batch) {
        this.sink = sink;
        this.target = target;
        this.batch = batch;
    }

    /** Starts a writer; null where the system gives no thread now. */
    static @Nullable Thread start(LogSink sink, WritableByteChannel target, Batch batch) {
        Thread thread = new WriterThread(new SinkWriter(sink, target, batch));
        try {
            thread.start();
            return thread;
        } catch (OutOfMemoryError noThread) { // not the heap: the next line tries again
            return null;
        }
    }

    @Override
    public void run() {
        long pause = FIRST_PAUSE;
        try {
            while (sink.next(batch)) {
                Throwable failure = write();
                if (failure == null) {
                    pause = FIRST_PAUSE;
                    sink.report(false);
                } else {
                    LockSupport.parkNanos(sink, pause);
                    pause = Math.min(2 * pause, LONGEST_PAUSE);
                }
            }
        } finally {
            sink.ended();
        }
    }

    private @Nullable Throwable write() {
        ByteBuffer bytes = batch.gather();
        Throwable failure = null;
        try {
            while (bytes.hasRemaining()) {
                if (target.write(bytes) == 0) {
                    LockSupport.parkNanos(sink, TimeUnit.MILLISECONDS.toNanos(1)); // non-blocking, and full
                }
            }
        } catch (Throwable e) { // whatever it was: the lines are still queued
            failure = e;
        }
        int lines = batch.written(bytes.position());
        if (failure instanceof IOException && readerGone(failure)) {
            batch.startOver();
        }
        sink.wrote(batch, lines, failure != null);
        if (failure != null && Failures.isFatal(failure) && !(failure instanceof VirtualMachineError)) {
            throw (Error) failure;
        }
        return failure;
    }

    private static boolean readerGone(Throwable failure) {
        String message = failure.getMessage();
        return message != null && message.contains("Broken pipe");
    }
}
