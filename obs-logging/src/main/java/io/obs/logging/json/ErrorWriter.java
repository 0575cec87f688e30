package io.obs.logging.json;

import io.obs.logging.stack.Thrown;
import io.obs.logging.stack.TraceOut;
import io.obs.logging.stack.TraceWriter;
import org.jspecify.annotations.Nullable;

/** Writes the object {@code error}: the type and message of what was thrown, and its stack trace. One for each {@link LineBuffer}. */
final class ErrorWriter implements TraceOut {

    private static final byte[] TYPE = ",\"error\":{\"type\":".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final byte[] MESSAGE = Field.prefix("message");
    private static final byte[] STACK_TRACE = ",\"stack_trace\":\"".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final byte[] TAB = {'\\', 't'};

    private final LineBuffer out;
    private final Text text;
    private final Isolation isolation;
    private final TraceWriter traces;
    private final int limit;
    private int stop;

    ErrorWriter(LineBuffer out, Text text, Isolation isolation, TraceWriter traces, int limit) {
        this.out = out;
        this.text = text;
        this.isolation = isolation;
        this.traces = traces;
        this.limit = limit;
    }

    void write(Thrown thrown) {
        out.put(TYPE);
        text.plain(thrown.type());
        out.put(MESSAGE);
        text.string(messageOf(thrown));
        out.put(STACK_TRACE);
        int start = out.length;
        stop = start + limit;
        try {
            traces.write(thrown, this);
        } catch (Throwable e) {
            out.length = start;
            name(isolation.failed(e));
        }
        out.put('"');
        out.put('}');
    }

    /** The same for a throwable whose own code fails already when its parts are asked for. */
    void write(Throwable thrown) {
        Thrown parts;
        try {
            parts = Thrown.of(thrown);
        } catch (Throwable e) {
            String failed = isolation.failed(e);
            out.put(TYPE);
            text.plain(thrown.getClass().getName());
            out.put(MESSAGE);
            text.plain(failed);
            out.put(STACK_TRACE);
            name(failed);
            out.put('"');
            out.put('}');
            return;
        }
        write(parts);
    }

    private String messageOf(Thrown thrown) {
        try {
            @Nullable String message = thrown.message();
            return message == null ? "" : message;
        } catch (Throwable e) {
            return isolation.failed(e);
        }
    }

    @Override
    public void plain(byte[] ascii) {
        out.put(ascii);
    }

    @Override
    public void name(String name) {
        text.begin().add(name).write(false);
    }

    @Override
    public void message(String message) {
        text.begin().add(message).write(true);
    }

    @Override
    public void number(int number) {
        out.number(number);
    }

    @Override
    public void newLine(int tabs) {
        out.put('\\');
        out.put('n');
        for (int i = 0; i < tabs; i++) {
            out.put(TAB);
        }
    }

    @Override
    public boolean full() {
        return out.length >= stop;
    }
}
