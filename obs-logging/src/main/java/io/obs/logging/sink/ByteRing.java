package io.obs.logging.sink;

import java.nio.ByteBuffer;

/**
 * A queue of records of bytes in one array that grows by doubling.
 *
 * <p>Adding and releasing are guarded by the sink's lock. What lies between head and tail never changes, so the writer
 * reads it without the lock, from the array it saw under it.
 */
final class ByteRing {

    /** The bytes before each record: its length. */
    static final int HEADER = 4;

    private static final int INITIAL = 1 << 16;

    private byte[] bytes = new byte[INITIAL];
    private long head;
    private long tail;

    /** What the writer may read without the lock. */
    static final class View {

        private final byte[] bytes;
        private final long head;
        private final long tail;

        View(byte[] bytes, long head, long tail) {
            this.bytes = bytes;
            this.head = head;
            this.tail = tail;
        }

        long head() {
            return head;
        }

        long tail() {
            return tail;
        }

        boolean isEmpty() {
            return head == tail;
        }

        int lengthAt(long position) {
            int mask = bytes.length - 1;
            int length = 0;
            for (int i = 0; i < HEADER; i++) {
                length = length << 8 | (bytes[(int) (position + i) & mask] & 0xff);
            }
            return length;
        }

        /** Copies a part of the record at the position. */
        void copy(long position, int from, int length, ByteBuffer to) {
            int start = (int) (position + HEADER + from) & (bytes.length - 1);
            int first = Math.min(length, bytes.length - start);
            to.put(bytes, start, first);
            to.put(bytes, 0, length - first);
        }
    }

    View view() {
        return new View(bytes, head, tail);
    }

    int used() {
        return (int) (tail - head);
    }

    void add(byte[] source, int offset, int length) {
        reserve(used() + HEADER + length);
        int mask = bytes.length - 1;
        for (int i = 0; i < HEADER; i++) {
            bytes[(int) (tail + i) & mask] = (byte) (length >>> (24 - 8 * i));
        }
        int start = (int) (tail + HEADER) & mask;
        int first = Math.min(length, bytes.length - start);
        System.arraycopy(source, offset, bytes, start, first);
        System.arraycopy(source, offset + first, bytes, 0, length - first);
        tail += HEADER + length;
    }

    void release(long newHead) {
        head = newHead;
    }

    /** Forgets all from the position on. */
    void cut(long newTail) {
        tail = newTail;
    }

    /** Gives memory back; only when empty. */
    void shrink() {
        if (head == tail && bytes.length > INITIAL) {
            bytes = new byte[INITIAL];
        }
    }

    private void reserve(int needed) {
        if (needed <= bytes.length) {
            return;
        }
        byte[] larger = new byte[Integer.highestOneBit(needed - 1) << 1];
        int oldMask = bytes.length - 1;
        int newMask = larger.length - 1;
        for (long at = head; at < tail; ) {
            int from = (int) at & oldMask;
            int to = (int) at & newMask;
            int length = (int) Math.min(tail - at, Math.min(bytes.length - from, larger.length - to));
            System.arraycopy(bytes, from, larger, to, length);
            at += length;
        }
        bytes = larger;
    }
}
