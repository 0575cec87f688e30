package io.obs.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gathers a scrape's bytes: fragments that were encoded before, and numbers. Used by one thread. */
final class ScrapeBuffer extends OutputStream {

    private static final double EXACT = 1e15;
    private static final double PLAIN = 1e7;

    private byte[] bytes;
    private int size;

    ScrapeBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** Takes back what was written since it had that size. */
    void truncate(int earlier) {
        size = earlier;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    @Override
    public void write(int b) {
        room(1);
        bytes[size++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    @Override
    public void write(byte[] from) {
        write(from, 0, from.length);
    }

    @SuppressWarnings("deprecation") // copies the low bytes of ASCII without an encoder
    void ascii(String text) {
        int length = text.length();
        room(length);
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    void utf8(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void number(long value) {
        if (value < 0) {
            ascii(Long.toString(value));
            return;
        }
        int digits = digits(value);
        room(digits);
        digits(value, size + digits);
        size += digits;
    }

    /** As {@link Double#toString(double)} writes it, with Prometheus' words for the infinities. */
    void number(double value) {
        if (value == Math.rint(value) && value >= 0 && value < EXACT && !(value == 0 && 1 / value < 0)) {
            whole((long) value, value < PLAIN);
        } else if (value == Double.POSITIVE_INFINITY) {
            ascii("+Inf");
        } else if (value == Double.NEGATIVE_INFINITY) {
            ascii("-Inf");
        } else {
            ascii(Double.toString(value));
        }
    }

    private void whole(long value, boolean plain) {
        if (plain) {
            number(value);
            ascii(".0");
            return;
        }
        int digits = digits(value);
        long mantissa = value;
        int left = digits;
        while (mantissa % 10 == 0 && left > 2) {
            mantissa /= 10;
            left--;
        }
        room(left + 1);
        digits(mantissa, size + left + 1);
        bytes[size] = bytes[size + 1];
        bytes[size + 1] = '.';
        size += left + 1;
        write('E');
        number(digits - 1L);
    }

    /** Writes the digits so that the last one stands before {@code end}. */
    private void digits(long value, int end) {
        long rest = value;
        int at = end;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + (bytes.length >> 1), size + more));
        }
    }
}
