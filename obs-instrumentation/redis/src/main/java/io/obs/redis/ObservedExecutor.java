package io.obs.redis;

import io.obs.cache.CacheOperation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.util.IOUtils;

/** Runs commands by another executor, each as one operation. */
final class ObservedExecutor implements CommandExecutor {

    private final JedisLife life;
    private final CommandExecutor executor;
    private final Endpoint endpoint;

    ObservedExecutor(JedisLife life, CommandExecutor executor, Endpoint endpoint) {
        this.life = life;
        this.executor = executor;
        this.endpoint = endpoint;
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        return observed(command, executor::executeCommand);
    }

    @Override
    public <T> T broadcastCommand(CommandObject<T> command) {
        return observed(command, executor::broadcastCommand);
    }

    private <T> T observed(CommandObject<T> command, Function<CommandObject<T>, T> execute) {
        SentCommand sent = sent(command);
        if (sent == null) {
            return execute.apply(command);
        }
        CacheOperation operation = life.start(sent);
        T result;
        try {
            result = execute.apply(command);
        } catch (Throwable e) {
            JedisLife.failed(operation, e);
            throw e;
        }
        try {
            JedisLife.found(sent.command().lookup(), result, operation);
        } catch (Throwable e) {
            life.caught(e);
        }
        operation.end();
        return result;
    }

    private @Nullable SentCommand sent(CommandObject<?> command) {
        if (life.isClosed()) {
            return null;
        }
        try {
            return JedisLife.command(command.getArguments(), endpoint);
        } catch (Throwable e) {
            life.caught(e);
            return null;
        }
    }

    @Override
    public void close() {
        IOUtils.closeQuietly(executor); // as Jedis does with executors
    }
}
