package io.obs.testkit.rpc;

import io.obs.Observability;
import io.obs.rpc.RpcCode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service that every server under test runs: small, with each kind of call and each way to end one. */
public final class RpcContractApp implements AutoCloseable {

    /** What {@code Throw} and {@code Fail} say. */
    static final String THROWN = "the service failed";

    static final String JOBS = "contract.Jobs/";
    static final String PROBE = "contract.Probe/Check";
    static final long SLOW_NANOS = 60_000_000;

    private static final Logger LOG = LoggerFactory.getLogger("contract.rpc");

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final ExecutorService carried;
    private final CountDownLatch waiting = new CountDownLatch(1);
    private volatile @Nullable RpcPeer next;

    /** @param obs the one that carries contexts to its executor; null for none */
    RpcContractApp(@Nullable Observability obs) {
        carried = obs == null ? pool : obs.executor(pool);
    }

    /** The client by which {@code Relay} calls on. */
    void next(RpcPeer peer) {
        next = peer;
    }

    /** Waits until {@code Never} has a call. */
    void awaitNever() throws InterruptedException {
        if (!waiting.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no call has come");
        }
    }

    /** All of them; to be registered before the server starts. */
    public List<RpcContractMethod> methods() {
        return List.of(
                unary("Create", (message, reply) -> {
                    LOG.info("creating {}", message);
                    reply.send("created " + message);
                    reply.end();
                }),
                unary("End", (message, reply) -> reply.end(RpcCode.valueOf(message), null)),
                unary(
                        "Fail",
                        (message, reply) -> reply.end(RpcCode.valueOf(message), new IllegalStateException(THROWN))),
                unary("Silent", (message, reply) -> reply.end()),
                unary("Twice", (message, reply) -> {
                    reply.send("one");
                    reply.send("two");
                    reply.end();
                }),
                unary("Slow", (message, reply) -> slow(reply)),
                unary(
                        "Later",
                        (message, reply) -> carried.execute(() -> {
                            LOG.info("answering later");
                            reply.send("later");
                            reply.end();
                        })),
                unary("Header", (message, reply) -> {
                    reply.send(String.valueOf(reply.header(message)));
                    reply.end();
                }),
                unary("Relay", this::relay),
                method("Throw", RpcKind.BIDIRECTIONAL, Throwing::new),
                method("Never", RpcKind.UNARY, Never::new),
                method("List", RpcKind.SERVER_STREAMING, Chatty::new),
                method("Upload", RpcKind.CLIENT_STREAMING, Collecting::new),
                method("Chat", RpcKind.BIDIRECTIONAL, Chatty::new),
                new RpcContractMethod(
                        PROBE,
                        RpcKind.UNARY,
                        () -> answering((message, reply) -> {
                            reply.send("up");
                            reply.end();
                        })));
    }

    private static RpcContractMethod unary(String name, BiConsumer<String, RpcReply> answer) {
        return method(name, RpcKind.UNARY, () -> answering(answer));
    }

    private static RpcContractMethod method(String name, RpcKind kind, Supplier<RpcBehaviour> behaviour) {
        return new RpcContractMethod(JOBS + name, kind, behaviour);
    }

    /** Answers once the client has sent all. */
    private static RpcBehaviour answering(BiConsumer<String, RpcReply> answer) {
        return new RpcBehaviour() {
            private String request = "";

            @Override
            public void message(String message, RpcReply reply) {
                request = message;
            }

            @Override
            public void halfClosed(RpcReply reply) {
                answer.accept(request, reply);
            }
        };
    }

    private static void slow(RpcReply reply) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < SLOW_NANOS) {
            Thread.onSpinWait();
        }
        reply.send("at last");
        reply.end();
    }

    /** Calls on from inside the callback, and answers what came of it. */
    private void relay(String message, RpcReply reply) {
        RpcPeer peer = next;
        try {
            RpcAnswer answer = peer == null ? null : peer.call(JOBS + message, "relayed");
            reply.end(
                    answer != null && answer.code() == RpcCode.OK ? RpcCode.FAILED_PRECONDITION : RpcCode.UNAVAILABLE,
                    null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Throws where the first message says: at the {@code message}, or at the {@code end}; the header says {@code start}. */
    private static final class Throwing implements RpcBehaviour {

        @Override
        public void started(RpcReply reply) {
            if ("start".equals(reply.header("x-throw"))) {
                throw new IllegalStateException(THROWN);
            }
        }

        @Override
        public void message(String message, RpcReply reply) {
            if (message.equals("message")) {
                throw new IllegalStateException(THROWN);
            }
            if (message.equals("late")) {
                reply.end();
                throw new IllegalStateException(THROWN);
            }
        }

        @Override
        public void halfClosed(RpcReply reply) {
            throw new IllegalStateException(THROWN);
        }
    }

    /** Never answers. */
    private final class Never implements RpcBehaviour {

        @Override
        public void halfClosed(RpcReply reply) {
            waiting.countDown();
        }

        @Override
        public void cancelled() {
            LOG.info("heard: cancelled");
        }
    }

    /** Answers each message, and says in the log what it hears. */
    private static final class Chatty implements RpcBehaviour {

        @Override
        public void message(String message, RpcReply reply) {
            LOG.info("heard: {}", message);
            reply.send("re: " + message);
            reply.send("more: " + message);
        }

        @Override
        public void halfClosed(RpcReply reply) {
            LOG.info("heard: half closed");
            reply.end();
        }

        @Override
        public void completed() {
            LOG.info("heard: completed");
        }
    }

    /** Answers all messages at once. */
    private static final class Collecting implements RpcBehaviour {

        private final StringBuilder all = new StringBuilder();

        @Override
        public void message(String message, RpcReply reply) {
            all.append(message);
        }

        @Override
        public void halfClosed(RpcReply reply) {
            reply.send(all.toString());
            reply.end();
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
