package io.obs.s3;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/** Between a caller's future and the call that the interceptor has started for it, in the same thread. */
final class FutureCall {

    static final ContextKey<FutureCall> KEY = ContextKey.named("obs-s3-future");

    private volatile @Nullable S3Call call;

    /** A call was started: the first is the one that the future stands for. */
    static void made(S3Call started) {
        FutureCall future = Context.current().get(KEY);
        if (future != null && future.call == null) {
            future.call = started;
        }
    }

    void ended(@Nullable Throwable error) {
        S3Call started = call;
        if (error != null && started != null) {
            started.lost(error);
        }
    }
}
