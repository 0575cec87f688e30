package io.obs.pipeline;

import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.jspecify.annotations.Nullable;

/** The caller's span, read out of a traceparent of the usual form when somebody asks. */
final class RemoteParent extends UnrecordedSpan {

    private static final int LENGTH = 55;
    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;

    /** What a character is worth as a hex digit; negative where it is none. */
    private static final byte[] DIGITS = new byte[128];

    static {
        for (char c = 0; c < DIGITS.length; c++) {
            DIGITS[c] = (byte) (c >= 'A' && c <= 'F' ? -1 : Character.digit(c, 16));
        }
    }

    private final String traceparent;
    private final TraceFlags flags;
    private @Nullable String traceId;
    private @Nullable String spanId;

    /** @param traceparent one that {@link #isUsual} */
    RemoteParent(String traceparent) {
        this.traceparent = traceparent;
        this.flags = TraceFlags.fromHex(traceparent, FLAGS);
    }

    /** True for {@code 00-<32 hex digits>-<16 hex digits>-<2 hex digits>}, lowercase, no id all zeros. */
    static boolean isUsual(String text) {
        return text.length() == LENGTH
                && text.startsWith("00-")
                && text.charAt(SPAN - 1) == '-'
                && text.charAt(FLAGS - 1) == '-'
                && isId(text, TRACE, SPAN - 1)
                && isId(text, SPAN, FLAGS - 1)
                && isHex(text.charAt(FLAGS))
                && isHex(text.charAt(FLAGS + 1));
    }

    /** Hex digits, not all zeros; without a branch a digit, which random ones would make the processor guess. */
    private static boolean isId(String text, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= digit(text.charAt(i));
        }
        return all > 0;
    }

    private static boolean isHex(char c) {
        return digit(c) >= 0;
    }

    private static int digit(char c) {
        return c < DIGITS.length ? DIGITS[c] : -1;
    }

    @Override
    public String getTraceId() {
        String known = traceId;
        if (known == null) {
            known = traceparent.substring(TRACE, SPAN - 1);
            traceId = known;
        }
        return known;
    }

    @Override
    public String getSpanId() {
        String known = spanId;
        if (known == null) {
            known = traceparent.substring(SPAN, FLAGS - 1);
            spanId = known;
        }
        return known;
    }

    @Override
    public TraceFlags getTraceFlags() {
        return flags;
    }

    @Override
    public TraceState getTraceState() {
        return TraceState.getDefault();
    }

    @Override
    public boolean isRemote() {
        return true;
    }
}
