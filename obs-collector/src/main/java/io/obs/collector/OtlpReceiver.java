package io.obs.collector;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Takes OTLP traces over HTTP/protobuf and over gRPC, on loopback, and keeps the newest of them in memory.
 *
 * <p>For tests and examples, not for production. By default it takes free ports, keeps 100,000 spans and answers
 * {@link Reply#OK}; a test that wants faults says so with {@link #reply}. Thread-safe.
 *
 * <pre>{@code
 * try (OtlpReceiver collector = OtlpReceiver.start()) {
 *     // OTEL_EXPORTER_OTLP_ENDPOINT = collector.grpcEndpoint()
 *     assertThat(collector.spans()).extracting(ReceivedSpan::name).contains("POST /api/v1/jobs");
 * }
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP</a>
 */
public final class OtlpReceiver implements AutoCloseable {

    /** How many spans are kept; the oldest make room. */
    public static final int CAPACITY = 100_000;

    private final Deque<ReceivedSpan> kept = new ArrayDeque<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final HttpSide http;
    private final GrpcSide grpc;
    private volatile IntFunction<Reply> replies = spans -> Reply.OK;
    private volatile Consumer<List<ReceivedSpan>> listener = spans -> {};

    private OtlpReceiver(int grpcPort, int httpPort) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        grpc = new GrpcSide(new InetSocketAddress(loopback, grpcPort), this::receive);
        try {
            http = new HttpSide(new InetSocketAddress(loopback, httpPort), this::receive);
        } catch (IOException e) {
            grpc.close();
            throw e;
        }
    }

    /** Starts on free ports. */
    public static OtlpReceiver start() {
        return start(0, 0);
    }

    /**
     * Starts on the ports given; 0 takes a free one. The standard's are 4317 and 4318.
     *
     * @throws UncheckedIOException if a port is taken
     */
    public static OtlpReceiver start(int grpcPort, int httpPort) {
        try {
            return new OtlpReceiver(grpcPort, httpPort);
        } catch (IOException e) {
            throw new UncheckedIOException("can't listen on " + grpcPort + " and " + httpPort, e);
        }
    }

    /** The value of {@code OTEL_EXPORTER_OTLP_ENDPOINT} for protocol {@code grpc}. */
    public String grpcEndpoint() {
        return "http://127.0.0.1:" + grpc.port();
    }

    /** The value of {@code OTEL_EXPORTER_OTLP_ENDPOINT} for protocol {@code http/protobuf}. */
    public String httpEndpoint() {
        return "http://127.0.0.1:" + http.port();
    }

    /** From now on answers every request so. */
    public void reply(Reply reply) {
        Objects.requireNonNull(reply, "reply");
        replies = spans -> reply;
    }

    /** From now on answers each request by the number of spans in it. */
    public void reply(IntFunction<Reply> bySpans) {
        replies = Objects.requireNonNull(bySpans, "bySpans");
    }

    /** Hears of each request's spans, on the thread that serves it. */
    public void onReceive(Consumer<List<ReceivedSpan>> hears) {
        listener = Objects.requireNonNull(hears, "hears");
    }

    /** The spans accepted until now, the oldest first; those of a partial success all count. */
    public List<ReceivedSpan> spans() {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    /** The kept spans of one trace, the oldest first. */
    public List<ReceivedSpan> trace(String traceId) {
        return spans().stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    /** How many requests came, refused ones included. */
    public long requests() {
        return requests.get();
    }

    /** How many spans were accepted, those no longer kept included. */
    public long received() {
        return received.get();
    }

    /** Forgets the spans it keeps. */
    public void clear() {
        synchronized (kept) {
            kept.clear();
        }
    }

    private Reply receive(byte[] message) {
        requests.incrementAndGet();
        List<ReceivedSpan> spans;
        try {
            spans = Decoder.spans(ExportTraceServiceRequest.parseFrom(message));
        } catch (InvalidProtocolBufferException e) {
            return Reply.status(400);
        }
        Reply reply = replies.apply(spans.size());
        if (reply.accepts()) {
            received.addAndGet(spans.size());
            synchronized (kept) {
                kept.addAll(spans);
                while (kept.size() > CAPACITY) {
                    kept.removeFirst();
                }
            }
            listener.accept(spans);
        }
        return reply;
    }

    /** Stops listening and ends open connections; what was received can still be asked for. */
    @Override
    public void close() {
        http.close();
        try {
            grpc.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
