package io.obs.logging.json;

import java.util.Arrays;

/**
 * The bytes of one line: grows as the encoder writes, and is used again for the next line.
 *
 * <p>Not thread-safe; used by one thread at a time, see {@link LineBuffers}. {@link LineEncoder} bounds what it writes,
 * so the buffer is bounded too; {@link #reset()} gives back what an unusually long line needed.
 */
public final class LineBuffer {

    private static final int INITIAL = 1024;
    private static final int KEPT = 64 * 1024;

    byte[] bytes = new byte[INITIAL];
    int length;

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
}
