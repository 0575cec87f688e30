package io.obs.collector;

import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.Map;

/**
 * How the collector answers an export. Only what is {@linkplain #accepts accepted} counts as received.
 *
 * @param kind how it behaves
 * @param status the HTTP status
 * @param grpcStatus the gRPC status
 * @param headers response headers (HTTP) or trailers (gRPC)
 * @param rejected how many spans {@code partial_success} rejects
 */
public record Reply(Kind kind, int status, int grpcStatus, Map<String, String> headers, long rejected) {

    /** The ways to behave. */
    public enum Kind {
        /** A proper answer with the status given. */
        ANSWER,
        /** No answer until the collector closes. */
        HANG,
        /** The connection ends without an answer. */
        RESET,
        /** Bytes that are no protobuf, with status 200. */
        GARBAGE,
        /** 200 MB of body, with status 200. */
        HUGE
    }

    /** What is in a {@link Kind#HUGE} answer, in bytes. */
    static final long HUGE_BYTES = 200L * 1024 * 1024;

    /** Takes everything. */
    public static final Reply OK = new Reply(Kind.ANSWER, 200, 0, Map.of(), 0);

    /** Never answers. */
    public static final Reply HANG = new Reply(Kind.HANG, 200, 0, Map.of(), 0);

    /** Ends the connection. */
    public static final Reply RESET = new Reply(Kind.RESET, 200, 0, Map.of(), 0);

    /** Answers with what is no protobuf. */
    public static final Reply GARBAGE = new Reply(Kind.GARBAGE, 200, 0, Map.of(), 0);

    /** Answers with 200 MB. */
    public static final Reply HUGE = new Reply(Kind.HUGE, 200, 0, Map.of(), 0);

    /** Refuses with an HTTP status, or by gRPC with the status that belongs to it. */
    public static Reply status(int status) {
        return new Reply(Kind.ANSWER, status, grpcStatus(status), Map.of(), 0);
    }

    /** Refuses for now, and says when to come back. */
    public static Reply retryAfter(int status, int seconds) {
        return new Reply(Kind.ANSWER, status, grpcStatus(status), Map.of("Retry-After", Integer.toString(seconds)), 0);
    }

    /** Takes the request but rejects some of its spans. */
    public static Reply partial(long rejected) {
        return new Reply(Kind.ANSWER, 200, 0, Map.of(), rejected);
    }

    /** True where the spans of the request count as received: only a proper answer vouches for them. */
    boolean accepts() {
        return kind == Kind.ANSWER && status == 200;
    }

    byte[] body() {
        if (kind == Kind.GARBAGE) {
            return "<html>\u00ff\u0000 not protobuf".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        }
        ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
        if (rejected > 0) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(rejected)
                    .setErrorMessage("rejected " + rejected));
        }
        return response.build().toByteArray();
    }

    private static int grpcStatus(int status) {
        return switch (status) {
            case 200 -> 0;
            case 400 -> 3; // INVALID_ARGUMENT
            case 429 -> 8; // RESOURCE_EXHAUSTED
            case 503 -> 14; // UNAVAILABLE
            default -> 2; // UNKNOWN
        };
    }
}
