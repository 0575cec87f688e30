package io.obs.tracing;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code ExportTraceServiceResponse.partial_success.rejected_spans}, which the SDK's exporter leaves unread.
 *
 * <p>JSON is understood too, because some gateways answer so to protobuf requests.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#partial-success">OTLP, partial success</a>
 */
final class OtlpAnswer {

    /** The body is no OTLP. */
    static final long UNREADABLE = -1;

    private static final int PARTIAL_SUCCESS = 1;
    private static final int REJECTED_SPANS = 1;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private static final Pattern JSON = Pattern.compile("\\s*\\{.*}\\s*", Pattern.DOTALL);
    private static final Pattern JSON_REJECTED = Pattern.compile("\"rejected(?:S|_s)pans\"\\s*:\\s*\"?(\\d{1,18})");

    private final byte[] body;
    private int at;

    private OtlpAnswer(byte[] body) {
        this.body = body;
    }

    /** How many spans the answer rejects, or {@link #UNREADABLE}. */
    static long rejectedSpans(byte[] body) {
        try {
            return new OtlpAnswer(body).message(body.length, true);
        } catch (IllegalArgumentException | IndexOutOfBoundsException noProtobuf) {
            return rejectedByJson(new String(body, StandardCharsets.UTF_8));
        }
    }

    private static long rejectedByJson(String text) {
        if (!JSON.matcher(text).matches()) {
            return UNREADABLE;
        }
        Matcher rejected = JSON_REJECTED.matcher(text);
        return rejected.find() ? Long.parseLong(rejected.group(1)) : 0;
    }

    private long message(int end, boolean outer) {
        long rejected = 0;
        while (at < end) {
            long tag = varint();
            int field = (int) (tag >>> 3);
            if (field == 0) {
                throw new IllegalArgumentException("field 0");
            }
            switch ((int) (tag & 7)) {
                case VARINT -> {
                    long value = varint();
                    if (!outer && field == REJECTED_SPANS) {
                        rejected = Math.max(0, value);
                    }
                }
                case FIXED64 -> skip(8, end);
                case FIXED32 -> skip(4, end);
                case LENGTH -> {
                    long length = varint();
                    if (length < 0 || length > end - at) {
                        throw new IllegalArgumentException("length " + length);
                    }
                    if (outer && field == PARTIAL_SUCCESS) {
                        rejected = message(at + (int) length, false);
                    } else {
                        skip((int) length, end);
                    }
                }
                default -> throw new IllegalArgumentException("wire type of " + tag);
            }
        }
        if (at != end) {
            throw new IllegalArgumentException("cut short");
        }
        return rejected;
    }

    private void skip(int bytes, int end) {
        if (bytes > end - at) {
            throw new IllegalArgumentException("cut short");
        }
        at += bytes;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = body[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("varint too long");
    }
}
