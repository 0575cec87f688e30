package io.obs.logging.sink;

/**
 * How much may wait in the queue.
 *
 * @param lines how many lines, at least 1
 * @param bytes how many bytes, at least 1024
 */
public record Limits(int lines, int bytes) {

    /** What each line costs beside its own bytes. */
    static final int OVERHEAD = ByteRing.HEADER;

    public Limits {
        if (lines < 1 || bytes < 1024) {
            throw new IllegalArgumentException("at least 1 line and 1024 bytes, not " + lines + " and " + bytes);
        }
    }

    /** True where a line of that length could never be queued. */
    boolean tooLong(int length) {
        return length + OVERHEAD > openBytes(false);
    }

    /** Room beside what is queued already; a quarter is kept for lines that matter. */
    boolean admits(int queuedLines, int queuedBytes, int length, boolean important) {
        int lineLimit = important ? lines : lines - lines / 4;
        return queuedLines < lineLimit && queuedBytes + length + OVERHEAD <= openBytes(important);
    }

    private int openBytes(boolean important) {
        return important ? bytes : bytes - bytes / 4;
    }
}
