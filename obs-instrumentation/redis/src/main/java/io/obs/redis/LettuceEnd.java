package io.obs.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.Value;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.RedisCommand;
import io.obs.cache.CacheOperation;
import io.obs.pipeline.Failures;
import io.obs.redis.KnownCommand.Lookup;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Hears of a command's end, on whichever thread that comes. */
final class LettuceEnd implements BiConsumer<@Nullable Object, @Nullable Throwable> {

    private static final StackWalker STACK = StackWalker.getInstance();

    private final CacheOperation operation;
    private final RedisCommand<?, ?, ?> command;
    private final Lookup lookup;
    private final @Nullable StreamedValues streamed;
    private final Failures failures;

    LettuceEnd(
            CacheOperation operation,
            RedisCommand<?, ?, ?> command,
            Lookup lookup,
            @Nullable StreamedValues streamed,
            Failures failures) {
        this.operation = operation;
        this.command = command;
        this.lookup = lookup;
        this.streamed = streamed;
        this.failures = failures;
    }

    @Override
    public void accept(@Nullable Object answer, @Nullable Throwable error) {
        try {
            CommandOutput<?, ?, ?> output = command.getOutput();
            if (error != null) {
                failed(error instanceof CompletionException && error.getCause() != null ? error.getCause() : error);
            } else if (output != null && output.hasError()) { // a reactive command tells only its subscriber
                operation.refused(ErrorReply.code(output.getError()));
            } else {
                answered(answer);
            }
        } catch (Throwable e) {
            failures.caught("cache", e);
        }
    }

    private void answered(@Nullable Object answer) {
        if (lookup != Lookup.NONE) {
            LookupCount count =
                    streamed == null ? LookupCount.of(lookup, answer, LettuceEnd::isThere) : streamed.count();
            count.tell(lookup, operation);
        }
        operation.end();
    }

    static boolean isThere(@Nullable Object value) {
        return value instanceof Value<?> optional ? optional.hasValue() : value != null;
    }

    private void failed(Throwable error) {
        if (error instanceof RedisCommandTimeoutException) {
            operation.failed(error, true);
        } else if (error instanceof RedisCommandExecutionException) {
            operation.refused(ErrorReply.code(error.getMessage()));
        } else if (error instanceof CancellationException && isTimeout()) {
            operation.failed(new RedisCommandTimeoutException(), true);
        } else {
            operation.failed(error);
        }
    }

    /** The synchronous API cancels what it has waited for too long, in the thread that waited, and throws then. */
    private static boolean isTimeout() {
        return STACK.walk(
                frames -> frames.anyMatch(frame -> frame.getMethodName().equals("awaitOrCancel")
                        && frame.getClassName().startsWith("io.lettuce.core.")));
    }
}
