package io.obs.logging.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one line: grows as the encoder writes, and is used again for the next line.
 *
 * <p>Not thread-safe; used by one thread at a time, see {@link LineBuffers}. {@link LineEncoder} bounds what it writes,
 * so the buffer is bounded too; {@link #reset()} gives back what an unusually long line needed.
 */
public final class LineBuffer {

    private static final int INITIAL = 1024;
    private static final int KEPT = 64 * 1024;
    private static final byte[] LEAST_LONG = {
        '-', '9', '2', '2', '3', '3', '7', '2', '0', '3', '6', '8', '5', '4', '7', '7', '5', '8', '0', '8'
    };

    private static final long EACH = 0x0101010101010101L;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    byte[] bytes = new byte[INITIAL];
    int length;

    /** The writer that the last encoder left here, with all that it needs for the next line. */
    @Nullable
    LineWriter writer;

    /** An empty buffer. */
    public LineBuffer() {}

    /** The array behind the buffer: valid from 0 to {@link #length()}, until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    /** Forgets what was written. */
    public void reset() {
        length = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[INITIAL];
        }
    }

    /** Makes room for so many further bytes. */
    void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    void put(byte[] all) {
        room(all.length);
        System.arraycopy(all, 0, bytes, length, all.length);
        length += all.length;
    }

    void put(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    /** Characters that are known to be printable ASCII without quotes and backslashes. */
    @SuppressWarnings("deprecation") // the one copy without a decoder
    void ascii(String plain) {
        int size = plain.length();
        room(size);
        plain.getBytes(0, size, bytes, length);
        length += size;
    }

    /**
     * Characters that should be printable ASCII without quotes and backslashes, and of a number divisible by eight:
     * looked at eight at a time. Writes nothing and says so where they aren't.
     */
    @SuppressWarnings("deprecation") // the one copy without a decoder
    boolean id(String plain) {
        int size = plain.length();
        room(size);
        plain.getBytes(0, size, bytes, length);
        long wrong = size & 7;
        for (int at = length; at + 8 <= length + size; at += 8) {
            long eight = (long) EIGHT.get(bytes, at);
            long quotes = eight ^ EACH * '"';
            long slashes = eight ^ EACH * '\\';
            // Each term has the top bit of a byte where that byte is no ASCII, DEL, a control, a quote, a backslash.
            wrong |= (eight | (eight + EACH) | (eight - EACH * ' ') | (quotes - EACH) | (slashes - EACH)) & EACH << 7;
        }
        if (wrong != 0) {
            return false;
        }
        length += size;
        return true;
    }

    void number(long value) {
        if (value == Long.MIN_VALUE) {
            put(LEAST_LONG);
            return;
        }
        room(LEAST_LONG.length);
        byte[] to = bytes;
        long rest = value;
        if (rest < 0) {
            to[length++] = '-';
            rest = -rest;
        }
        int end = length + digits(rest);
        length = end;
        while (rest > Integer.MAX_VALUE) {
            to[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        int small = (int) rest;
        do {
            to[--end] = (byte) ('0' + small % 10);
            small /= 10;
        } while (small != 0);
    }

    private static int digits(long positive) {
        int count = 1;
        for (long bound = 10; count < 19 && positive >= bound; bound *= 10) {
            count++;
        }
        return count;
    }
}
