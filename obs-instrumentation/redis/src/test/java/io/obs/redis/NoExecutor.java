package io.obs.redis;

import redis.clients.jedis.CommandObject;
import redis.clients.jedis.executors.CommandExecutor;

/** Executes nothing. */
final class NoExecutor implements CommandExecutor {

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        throw new IllegalStateException("no server");
    }

    @Override
    public void close() {}
}
