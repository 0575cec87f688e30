package io.obs.job;

import io.obs.lazy.LazyScopes;
import io.obs.lazy.LazyWork;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A call of a marked method of which no signal but the metrics wants to know. Where it ends well, nobody has looked at its
 * context and its result is there, it is counted and was never more than this object, which the thread uses again; else it
 * becomes a {@link JobOperation} that began when the call did.
 */
final class JobCall implements LazyWork {

    private final LazyScopes scopes;
    private final JobHandler handler;
    private JobMethod method;
    private long startNanos;
    private @Nullable JobOperation job;

    private JobCall(LazyScopes scopes, JobHandler handler, JobMethod method) {
        this.scopes = scopes;
        this.handler = handler;
        this.method = method;
    }

    /** @return null where the call must be an operation from its beginning */
    static @Nullable JobCall enter(JobHandler handler, JobMethod method) {
        LazyScopes scopes = LazyScopes.ofThread();
        if (scopes == null) {
            return null;
        }
        JobCall call;
        if (scopes.spare() instanceof JobCall spare && spare.handler == handler) {
            call = spare;
            call.method = method;
        } else {
            call = new JobCall(scopes, handler, method);
        }
        call.startNanos = handler.began(method);
        scopes.open(call);
        return call;
    }

    @Override
    public void show() {
        job = handler.entered(method, startNanos);
    }

    /** The same as {@link JobOperation#exit}. */
    void exit(@Nullable Object result, @Nullable Throwable thrown) {
        JobHandler in = handler;
        JobMethod called = method;
        long since = startNanos;
        JobOperation shown = job;
        if (shown != null) {
            job = null;
        }
        scopes.close(this); // from here on the object may be another call's
        if (shown != null) {
            shown.exit(result, thrown);
        } else if (thrown != null || isLater(result) || !in.endedUnseen(called, since)) {
            in.started(called, since).exit(result, thrown);
        }
    }

    private static boolean isLater(@Nullable Object result) {
        return result instanceof CompletionStage<?> || result instanceof Future<?>;
    }
}
