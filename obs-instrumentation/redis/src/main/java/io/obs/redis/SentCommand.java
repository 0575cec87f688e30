package io.obs.redis;

import io.obs.cache.CacheAction;
import io.obs.cache.CacheCommand;
import org.jspecify.annotations.Nullable;

/** One command to a Redis server, as obs sees it: its name and how many arguments it has, none of which is kept. */
record SentCommand(KnownCommand command, int arguments, Endpoint endpoint) implements CacheCommand {

    static final String REDIS = "redis";

    @Override
    public CacheAction action() {
        return command.action();
    }

    @Override
    public String system() {
        return REDIS;
    }

    @Override
    public String name() {
        return command.name();
    }

    @Override
    public String text() {
        return command.text(arguments);
    }

    @Override
    public @Nullable String host() {
        return endpoint.host();
    }

    @Override
    public int port() {
        return endpoint.port();
    }

    @Override
    public @Nullable String namespace() {
        return endpoint.database();
    }
}
