package io.obs.logging.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stack trace: a hash to group by, the root cause with all its frames, then what wrapped it with the frames of
 * its own.
 *
 * <p>The hash is made of the classes and methods of the chain, noise left out: neither messages nor line numbers change
 * it, so it survives other data and small edits. Thread-safe.
 *
 * <pre>
 * #5d0c3e1a java.sql.SQLException: connection reset
 *     at com.acme.Store.load(Store.java:42)
 *     at com.acme.Shop.order(Shop.java:17)
 * Wrapped by: com.acme.OrderFailed: order 7
 *     at com.acme.Shop.order(Shop.java:19)
 *     ... 12 frames in common
 * </pre>
 */
public final class TraceWriter {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final byte[] COLON = ascii(": ");
    private static final byte[] WRAPPED_BY = ascii("Wrapped by: ");
    private static final byte[] SUPPRESSED = ascii("Suppressed: ");
    private static final byte[] AT = ascii("at ");
    private static final byte[] DOT = ascii(".");
    private static final byte[] OPEN = ascii("(");
    private static final byte[] MIDDLE = ascii(":");
    private static final byte[] CLOSE = ascii(")");
    private static final byte[] NATIVE = ascii("(Native Method)");
    private static final byte[] UNKNOWN = ascii("(Unknown Source)");
    private static final byte[] DOTS = ascii("... ");
    private static final byte[] IN_COMMON = ascii(" frames in common");
    private static final byte[] MORE = ascii(" more frames");
    private static final byte[] EXCLUDED = ascii(" frames excluded");
    private static final byte[] FURTHER = ascii("... further causes");
    private static final byte[] CIRCULAR = ascii("... which is caused by the first again");

    private final StackTraceFormat format;
    private final ClassNames names;

    public TraceWriter(StackTraceFormat format) {
        this.format = format;
        this.names = new ClassNames(format);
    }

    /** Writes the whole trace, without a final line break. */
    public void write(Thrown thrown, TraceOut out) {
        List<Thrown> chain = new ArrayList<>(4);
        byte @Nullable [] end = follow(thrown, chain, format.maxThrowables());
        hash(chain, out);
        chain(chain, end, 0, format.maxThrowables() - chain.size(), out);
    }

    /** Gathers a throwable and its causes; returns what is to be said about further ones, null where there are none. */
    private static byte @Nullable [] follow(Thrown thrown, List<Thrown> chain, int most) {
        for (Thrown next = thrown; next != null; next = next.cause()) {
            for (int i = 0; i < chain.size(); i++) {
                if (chain.get(i).identity() == next.identity()) {
                    return CIRCULAR;
                }
            }
            if (chain.size() >= most) {
                return FURTHER;
            }
            chain.add(next);
        }
        return null;
    }

    private int chain(List<Thrown> chain, byte @Nullable [] end, int tabs, int left, TraceOut out) {
        int further = left;
        for (int i = chain.size() - 1; i >= 0 && !out.full(); i--) {
            Thrown one = chain.get(i);
            boolean root = i == chain.size() - 1;
            if (!root) {
                out.newLine(tabs);
                out.plain(WRAPPED_BY);
            }
            header(one, out);
            frames(one, root ? 0 : shared(one, chain.get(i + 1)), tabs + 1, out);
            if (root && end != null) {
                out.newLine(tabs + 1);
                out.plain(end);
            }
            for (Thrown suppressed : one.suppressed()) {
                if (further <= 0 || out.full()) {
                    break;
                }
                out.newLine(tabs + 1);
                out.plain(SUPPRESSED);
                List<Thrown> inner = new ArrayList<>(2);
                byte @Nullable [] innerEnd = follow(suppressed, inner, further);
                further = chain(inner, innerEnd, tabs + 1, further - inner.size(), out);
            }
        }
        return further;
    }

    private static void header(Thrown thrown, TraceOut out) {
        out.name(thrown.type());
        String message = thrown.message();
        if (message != null) {
            out.plain(COLON);
            out.message(message);
        }
    }

    private void frames(Thrown thrown, int shared, int tabs, TraceOut out) {
        int own = Math.max(thrown.frames() - shared, 0);
        int shown = 0;
        int excluded = 0;
        for (int i = 0; i < own; i++) {
            StackTraceElement frame = thrown.frame(i);
            ClassNames.Known name = names.of(frame);
            if (name.noise() && i > 0) {
                excluded++;
                continue;
            }
            if (shown == format.maxFrames() || out.full()) {
                count(own - i, MORE, tabs, out);
                return;
            }
            shown++;
            out.newLine(tabs);
            frame(frame, name, out);
        }
        if (shared > 0) {
            count(shared, IN_COMMON, tabs, out);
        }
        if (excluded > 0) {
            count(excluded, EXCLUDED, tabs, out);
        }
    }

    private static void frame(StackTraceElement frame, ClassNames.Known name, TraceOut out) {
        byte[] prefix = name.prefix();
        if (prefix != null) {
            out.plain(prefix);
        } else {
            out.plain(AT);
            out.name(name.name());
            out.plain(DOT);
        }
        out.name(frame.getMethodName());
        String file = frame.getFileName();
        int line = frame.getLineNumber();
        if (line == -2) {
            out.plain(NATIVE);
        } else if (file == null) {
            out.plain(UNKNOWN);
        } else {
            byte[] location = name.location();
            if (location != null && line >= 0 && file.equals(name.file())) {
                out.plain(location);
                out.number(line);
            } else {
                out.plain(OPEN);
                out.name(file);
                if (line >= 0) {
                    out.plain(MIDDLE);
                    out.number(line);
                }
            }
            out.plain(CLOSE);
        }
    }

    private static void count(int frames, byte[] what, int tabs, TraceOut out) {
        out.newLine(tabs);
        out.plain(DOTS);
        out.number(frames);
        out.plain(what);
    }

    private static int shared(Thrown outer, Thrown cause) {
        int known = outer.sharedWithCause();
        if (known >= 0) {
            return known;
        }
        int i = outer.frames() - 1;
        for (int j = cause.frames() - 1; i >= 0 && j >= 0 && outer.frame(i).equals(cause.frame(j)); j--) {
            i--;
        }
        return outer.frames() - 1 - i;
    }

    private void hash(List<Thrown> chain, TraceOut out) {
        int hash = 0;
        for (int i = chain.size() - 1; i >= 0; i--) {
            Thrown one = chain.get(i);
            hash = 31 * hash + one.type().hashCode();
            int frames = Math.min(one.frames(), format.maxFrames());
            for (int j = 0; j < frames; j++) {
                StackTraceElement frame = one.frame(j);
                ClassNames.Known name = names.of(frame);
                if (!name.noise()) {
                    hash = 31 * (31 * hash + name.hash())
                            + frame.getMethodName().hashCode();
                }
            }
        }
        byte[] text = new byte[10];
        text[0] = '#';
        for (int i = 8; i > 0; i--) {
            text[i] = HEX[hash & 15];
            hash >>>= 4;
        }
        text[9] = ' ';
        out.plain(text);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
