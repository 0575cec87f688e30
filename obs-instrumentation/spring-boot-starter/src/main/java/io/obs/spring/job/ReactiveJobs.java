package io.obs.spring.job;

import io.obs.job.JobMethod;
import io.obs.jobs.JobsObservability;
import io.obs.reactor.ContextAccessor;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Methods that return what only runs when it is subscribed to: each subscription is a job, and ends it. */
final class ReactiveJobs {

    private ReactiveJobs() {}

    static boolean isReactive(Class<?> type) {
        return Mono.class.isAssignableFrom(type) || Flux.class.isAssignableFrom(type);
    }

    static @Nullable Object observed(
            JobsObservability jobs, JobMethod method, @Nullable Object[] arguments, @Nullable Object result) {
        if (result instanceof Mono<?> mono) {
            return Mono.deferContextual(
                    view -> start(jobs, method, arguments, view).around(mono));
        }
        if (result instanceof Flux<?> flux) {
            return Flux.deferContextual(
                    view -> start(jobs, method, arguments, view).around(flux));
        }
        return result;
    }

    /** Below whoever subscribes: what Reactor's context says, or else the thread. */
    @SuppressWarnings({"try", "FutureReturnValueIgnored"}) // the scope is only held; the job ends with the future
    private static SubscribedJob start(
            JobsObservability jobs, JobMethod method, @Nullable Object[] arguments, ContextView view) {
        CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
        Context[] inside = {Context.current()};
        Context parent = view.getOrDefault(ContextAccessor.KEY, Context.current());
        try (Scope scope = (parent == null ? Context.current() : parent).makeCurrent()) {
            jobs.intercept(method, arguments, () -> {
                inside[0] = Context.current();
                return end;
            });
        } catch (Throwable e) {
            throw new IllegalStateException("nothing in there throws", e);
        }
        return new SubscribedJob(end, inside[0]);
    }
}
