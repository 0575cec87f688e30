package io.obs.job;

import io.obs.pipeline.Pipeline;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends jobs when their futures are done. A plain future tells nobody, so it is asked again and again: by one thread,
 * which is there only while there are such jobs.
 */
final class FutureWatch implements Runnable {

    /** How many are followed; jobs beyond it end when their method returns. */
    private static final int MOST = 10_000;

    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private record Pending(JobOperation job, WeakReference<Future<?>> future) {}

    private final Pipeline pipeline;
    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();
    private @Nullable Thread asking; // guarded by this

    FutureWatch(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    void watch(JobOperation job, Future<?> future) {
        if (ended(job, future)) {
            return;
        }
        if (pending.size() >= MOST) {
            job.succeeded();
            return;
        }
        pending.add(new Pending(job, new WeakReference<>(future)));
        synchronized (this) {
            if (asking == null) {
                asking = new Thread(null, this, "obs-futures", 0, false);
                asking.setDaemon(true);
                asking.setContextClassLoader(null);
                asking.start();
            }
        }
    }

    @Override
    public void run() {
        while (isNeeded()) {
            ask();
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
    }

    private synchronized boolean isNeeded() {
        if (pipeline.isClosed()) {
            pending.clear();
        }
        if (pending.isEmpty()) {
            asking = null;
            return false;
        }
        return true;
    }

    private void ask() {
        for (Iterator<Pending> each = pending.iterator(); each.hasNext(); ) {
            Pending next = each.next();
            Future<?> future = next.future().get();
            if (future == null) { // nobody holds it, so nobody will ever complete it
                next.job().cancelled(null);
                each.remove();
            } else if (ended(next.job(), future)) {
                each.remove();
            }
        }
    }

    private boolean ended(JobOperation job, Future<?> future) {
        try {
            if (!future.isDone()) {
                return false;
            }
            future.get(0, TimeUnit.NANOSECONDS);
            job.succeeded();
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException e) {
            job.failed(e.getCause() == null ? e : e.getCause());
        } catch (CancellationException e) {
            job.cancelled(null);
        } catch (InterruptedException e) { // the thread of the method that returned it; its state is kept for that
            Thread.currentThread().interrupt();
            return false;
        } catch (Throwable e) { // a future of somebody's own that can't be asked: ended as far as seen
            pipeline.failures().caught("job", e);
            job.succeeded();
        }
        return true;
    }
}
