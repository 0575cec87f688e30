package io.obs.redis;

import io.obs.Observability;
import io.obs.cache.CacheCommand;
import io.obs.cache.CacheHandler;
import io.obs.cache.CacheOperation;
import io.obs.pipeline.Failures;
import io.obs.redis.KnownCommand.Lookup;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.SafeEncoder;

/** How Jedis' commands, answers and exceptions are read. */
final class JedisLife {

    private final CacheHandler cache;
    private final Failures failures;

    JedisLife(Observability obs) {
        cache = CacheHandler.create(obs);
        failures = obs.pipeline().failures();
    }

    boolean isClosed() {
        return cache.isClosed();
    }

    CacheOperation start(CacheCommand command) {
        return cache.start(command);
    }

    void caught(Throwable failure) {
        failures.caught("cache", failure);
    }

    static SentCommand command(CommandArguments arguments, Endpoint endpoint) {
        ProtocolCommand command = arguments.getCommand();
        String name = command instanceof Protocol.Command known ? known.name() : SafeEncoder.encode(command.getRaw());
        return new SentCommand(KnownCommand.of(name), arguments.size() - 1, endpoint);
    }

    /** Tells what an answer says was found, be it as the server sent it or as Jedis hands it out. */
    static void found(Lookup lookup, @Nullable Object answer, CacheOperation operation) {
        if (lookup != Lookup.NONE) {
            LookupCount.of(lookup, answer, value -> value != null).tell(lookup, operation);
        }
    }

    static void failed(CacheOperation operation, Throwable error) {
        if (error instanceof JedisDataException) {
            operation.refused(ErrorReply.code(error.getMessage()));
        } else {
            operation.failed(error, error.getCause() instanceof SocketTimeoutException);
        }
    }
}
