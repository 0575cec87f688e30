package io.obs.tracing;

import io.obs.mask.Masker;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Records what was thrown as the {@code exception} event of the semantic conventions, on the innermost span that saw it
 * and on no other; message and stack trace are masked and bounded. Thread-safe.
 */
final class ErrorEvents {

    static final int MAX_MESSAGE = 1_024;
    static final int MAX_STACK = 8_192;

    private static final int MOST_CAUSES = 16;

    /** Of each, so that the causes find room too. */
    private static final int MOST_FRAMES = 30;

    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
    private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");

    /** A table of what was recorded of late, by identity; a collision costs a second event, never memory. */
    private static final int SLOTS = 1_024;

    private final AtomicReferenceArray<@Nullable WeakReference<Throwable>> recorded = new AtomicReferenceArray<>(SLOTS);

    private final Masker masker;

    ErrorEvents(Masker masker) {
        this.masker = masker;
    }

    /** Records it unless an inner span has. */
    void record(Span span, Throwable error) {
        record(span, error, null);
    }

    /** @param text what is said in place of all messages; null for the messages */
    void record(Span span, Throwable error, @Nullable String text) {
        int slot = System.identityHashCode(error) & (SLOTS - 1);
        WeakReference<Throwable> known = recorded.get(slot);
        if (known != null && known.refersTo(error)) {
            return;
        }
        recorded.set(slot, new WeakReference<>(error));
        span.addEvent("exception", attributes(error, text));
    }

    private Attributes attributes(Throwable error, @Nullable String text) {
        AttributesBuilder attributes =
                Attributes.builder().put(TYPE, error.getClass().getName());
        String message = text == null ? error.getMessage() : text;
        if (message != null) {
            attributes.put(MESSAGE, cut(masker.mask(cut(message, MAX_STACK)), MAX_MESSAGE));
        }
        Bounded stack = new Bounded();
        if (text == null) {
            error.printStackTrace(new PrintWriter(stack));
        } else {
            frames(error, stack);
        }
        return attributes
                .put(STACK, cut(masker.mask(stack.toString()), MAX_STACK))
                .build();
    }

    /** Types and frames only, without any message. */
    private static void frames(Throwable error, Bounded to) {
        Throwable each = error;
        for (int depth = 0; each != null && depth < MOST_CAUSES; depth++) {
            to.append(depth == 0 ? "" : "Caused by: ").append(each.getClass().getName());
            StackTraceElement[] frames = each.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
                to.append("\n\tat ").append(frames[i].toString());
            }
            to.append("\n");
            each = each.getCause();
        }
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    /** Takes no more than a bit beyond the bound, however long the causes' chain is. */
    private static final class Bounded extends StringWriter {

        @Override
        public void write(int c) {
            if (getBuffer().length() <= MAX_STACK) {
                super.write(c);
            }
        }

        @Override
        public void write(String text, int from, int length) {
            int room = MAX_STACK + 1 - getBuffer().length();
            if (room > 0) {
                super.write(text, from, Math.min(room, length));
            }
        }

        @Override
        public void write(char[] text, int from, int length) {
            int room = MAX_STACK + 1 - getBuffer().length();
            if (room > 0) {
                super.write(text, from, Math.min(room, length));
            }
        }
    }
}
