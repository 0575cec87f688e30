package io.obs.logging.stack;

import ch.qos.logback.classic.spi.IThrowableProxy;
import io.obs.mask.Masker;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A stack trace as text for people, for a console: what {@code error.stack_trace} holds, unescaped. */
public final class StackTraces {

    private static final int MOST = 64 * 1024;

    private StackTraces() {}

    /** Appends the trace of a throwable as logback recorded it, masked; nothing for none. */
    public static void append(
            StringBuilder to, @Nullable IThrowableProxy recorded, StackTraceFormat format, Masker masker) {
        if (recorded != null) {
            append(to, Thrown.of(recorded), new TraceWriter(format), masker, MOST);
        }
    }

    /** Appends the trace of a throwable, masked; nothing for none. */
    public static void append(StringBuilder to, @Nullable Throwable thrown, StackTraceFormat format, Masker masker) {
        if (thrown != null) {
            append(to, Thrown.of(thrown), new TraceWriter(format), masker, MOST);
        }
    }

    /** Appends the trace, its messages masked, without a final line break, of so many characters at most. */
    public static void append(StringBuilder to, Thrown thrown, TraceWriter writer, Masker masker, int most) {
        int stop = to.length() + most;
        writer.write(thrown, new TraceOut() {
            @Override
            public void plain(byte[] ascii) {
                to.append(new String(ascii, StandardCharsets.ISO_8859_1));
            }

            @Override
            public void name(String name) {
                to.append(name);
            }

            @Override
            public void message(String text) {
                to.append(masker.mask(text.length() > most ? text.substring(0, most) : text));
            }

            @Override
            public void number(int number) {
                to.append(number);
            }

            @Override
            public void newLine(int tabs) {
                to.append('\n').append("\t".repeat(tabs));
            }

            @Override
            public boolean full() {
                return to.length() >= stop;
            }
        });
    }
}
