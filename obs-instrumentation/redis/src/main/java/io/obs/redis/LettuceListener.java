package io.obs.redis;

import io.lettuce.core.CommandListenerWriter;
import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.DecoratedCommand;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.protocol.TransactionalCommand;
import io.obs.Observability;
import io.obs.cache.CacheHandler;
import io.obs.cache.CacheOperation;
import io.obs.pipeline.Failures;
import io.obs.redis.KnownCommand.Lookup;

/**
 * Hears of each command in the thread that issues it, and of its end from the command itself: Lettuce's own events tell
 * nothing of a command that is cancelled or times out while it waits.
 */
final class LettuceListener implements CommandListener {

    /** Whether a class is the wrapper that a listening writer puts around a command. */
    private static final ClassValue<Boolean> HEARD = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return type.getEnclosingClass() == CommandListenerWriter.class;
        }
    };

    private final CacheHandler cache;
    private final Failures failures;
    private final LettuceEndpoint endpoint;

    LettuceListener(Observability obs, LettuceEndpoint endpoint) {
        this.cache = CacheHandler.create(obs);
        this.failures = obs.pipeline().failures();
        this.endpoint = endpoint;
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (cache.isClosed()) {
            return;
        }
        try {
            RedisCommand<Object, Object, Object> command = event.getCommand();
            if (command instanceof CompleteableCommand<?> completeable && !heardAlready(command)) {
                start(command, completeable);
            }
        } catch (Throwable e) {
            failures.caught("cache", e);
        }
    }

    /** In a cluster the connection to a node hears of the command that its own connection has told of. */
    private static boolean heardAlready(RedisCommand<?, ?, ?> command) {
        RedisCommand<?, ?, ?> at = command;
        while (at instanceof DecoratedCommand<?, ?, ?> decorated) {
            at = decorated.getDelegate();
            if (HEARD.get(at.getClass())) {
                return true;
            }
        }
        return false;
    }

    private void start(RedisCommand<Object, Object, Object> command, CompleteableCommand<?> completeable) {
        KnownCommand known = KnownCommand.of(command.getType().toString());
        int arguments = command.getArgs() == null ? 0 : command.getArgs().count();
        Lookup lookup = command instanceof TransactionalCommand ? Lookup.NONE : known.lookup();
        StreamedValues streamed = command instanceof AsyncCommand ? null : StreamedValues.listen(lookup, command);
        CacheOperation operation = cache.start(new SentCommand(known, arguments, endpoint.get()));
        completeable.onComplete(new LettuceEnd(operation, command, lookup, streamed, failures));
    }
}
