package io.obs.redis;

import io.obs.cache.CacheOperation;
import io.obs.redis.KnownCommand.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A connection that sees what is sent and read while somebody has it for himself: a pipeline, a transaction, a
 * {@code Jedis}. While it serves single commands out of a pool it is the executor that observes these.
 *
 * <p>What is sent before an answer is read is one operation. It begins when the first answer is waited for, and ends with
 * the last one; a transaction ends with the answer to EXEC or DISCARD. Like each connection, of one thread at a time.
 */
final class ObservedConnection extends Connection {

    private static final String MULTI = "MULTI";
    private static final Set<String> ENDS = Set.of("EXEC", "DISCARD");

    private final JedisLife life;
    private final Endpoint endpoint;
    private List<SentCommand> sent = new ArrayList<>();
    private @Nullable Exchange exchange;
    private boolean always;
    private boolean observing;

    /** What is being waited for. */
    private static final class Exchange {
        final CacheOperation operation;
        final List<SentCommand> commands;
        final boolean transaction;
        int answers;
        boolean last;

        @Nullable
        String refused;

        Exchange(CacheOperation operation, List<SentCommand> commands, boolean transaction) {
            this.operation = operation;
            this.commands = commands;
            this.transaction = transaction;
        }

        /** More was sent before all answers were read. */
        void goesOn(List<SentCommand> more) {
            commands.addAll(more);
            last = ENDS.contains(more.get(more.size() - 1).name());
        }

        boolean isOver() {
            return transaction ? last : answers >= commands.size();
        }
    }

    private ObservedConnection(Builder builder) {
        super(builder);
        this.life = builder.life;
        this.endpoint = builder.endpoint;
    }

    /** Builds connections to one server. */
    static final class Builder extends Connection.Builder {

        private final JedisLife life;
        private final Endpoint endpoint;

        Builder(JedisLife life, Endpoint endpoint, HostAndPort server, JedisClientConfig config) {
            this.life = life;
            this.endpoint = endpoint;
            socketFactory(new DefaultJedisSocketFactory(server, config));
            clientConfig(config);
        }

        @Override
        public ObservedConnection build() {
            ObservedConnection connection = new ObservedConnection(this);
            connection.initializeFromClientConfig();
            return connection;
        }
    }

    /** From now on until it is closed. */
    void observe() {
        observing = !life.isClosed();
    }

    void observeAlways() {
        always = true;
        observe();
    }

    @Override
    public void sendCommand(CommandArguments arguments) {
        if (observing) {
            remember(arguments);
        }
        try {
            super.sendCommand(arguments);
        } catch (Throwable e) {
            failed(e);
            throw e;
        }
    }

    @Override
    protected void flush() {
        if (observing) {
            begin();
        }
        try {
            super.flush();
        } catch (Throwable e) {
            failed(e);
            throw e;
        }
    }

    @Override
    protected Object readProtocolWithCheckingBroken() {
        Object answer;
        try {
            answer = super.readProtocolWithCheckingBroken();
        } catch (JedisDataException e) { // an answer, too
            answered(e);
            throw e;
        } catch (Throwable e) {
            failed(e);
            throw e;
        }
        answered(answer);
        return answer;
    }

    @Override
    public void close() {
        abandon();
        super.close();
    }

    private void remember(CommandArguments arguments) {
        try {
            sent.add(JedisLife.command(arguments, endpoint));
        } catch (Throwable e) {
            life.caught(e);
        }
    }

    private void begin() {
        if (sent.isEmpty()) {
            return;
        }
        List<SentCommand> commands = sent;
        sent = new ArrayList<>();
        if (exchange != null) {
            exchange.goesOn(commands);
            return;
        }
        if (life.isClosed()) {
            return;
        }
        boolean transaction = commands.get(0).name().equals(MULTI);
        List<SentCommand> told = transaction && commands.size() > 1 ? commands.subList(1, commands.size()) : commands;
        CacheOperation operation = life.start(
                told.size() == 1 && !transaction ? told.get(0) : new SentBatch(transaction, List.copyOf(told)));
        exchange = new Exchange(operation, commands, transaction);
    }

    private void answered(@Nullable Object answer) {
        Exchange waiting = exchange;
        if (waiting == null) {
            return;
        }
        try {
            if (answer instanceof JedisDataException refused && waiting.refused == null) {
                waiting.refused = ErrorReply.code(refused.getMessage());
            } else if (!waiting.transaction) {
                Lookup lookup = waiting.commands.get(waiting.answers).command().lookup();
                JedisLife.found(lookup, answer, waiting.operation);
            }
        } catch (Throwable e) {
            life.caught(e);
        }
        waiting.answers++;
        if (waiting.isOver()) {
            end(waiting);
        }
    }

    private void end(Exchange ended) {
        exchange = null;
        if (ended.refused == null) {
            ended.operation.end();
        } else {
            ended.operation.refused(ended.refused);
        }
    }

    private void failed(Throwable error) {
        if (observing && exchange == null) {
            begin();
        }
        Exchange waiting = exchange;
        exchange = null;
        sent.clear();
        if (waiting != null) {
            JedisLife.failed(waiting.operation, error);
        }
    }

    /** Nobody waits for the rest any more. */
    private void abandon() {
        observing = always;
        sent.clear();
        Exchange waiting = exchange;
        if (waiting != null) {
            end(waiting);
        }
    }
}
