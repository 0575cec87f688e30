package io.obs.spring.task;

import io.obs.job.JobHandler;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** A task that Spring runs once. */
final class OnceRun extends DelegatedTask {

    private final JobHandler handler;
    private final RunKind kind;

    OnceRun(Runnable task, JobHandler handler, RunKind kind) {
        super(task);
        this.handler = handler;
        this.kind = kind;
    }

    @Override
    @SuppressWarnings("try") // the scope is only held
    public void run() {
        if (handler.isClosed()) {
            task().run();
            return;
        }
        try (Scope outside = Context.root().makeCurrent()) {
            kind.run(handler, task());
        }
    }
}
