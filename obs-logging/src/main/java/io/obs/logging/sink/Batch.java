package io.obs.logging.sink;

import io.obs.logging.sink.ByteRing.View;
import java.nio.ByteBuffer;

/**
 * What is written with one call: whole lines up to {@link #ATOMIC} bytes, or a piece of one longer line.
 *
 * <p>Remembers how far into the first line the output got, so that a write which failed half-way is finished, not
 * repeated. Planned under the sink's lock, else the writer's own.
 */
final class Batch {

    /** What POSIX lets a pipe take wholly or not at all (PIPE_BUF on Linux): no line is torn where the process dies. */
    static final int ATOMIC = 4096;

    private static final int PIECE = 1 << 16;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);
    private View view = new View(new byte[1], 0, 0);
    private long head;
    private long end;
    private int lines;
    private int torn;

    /** Decides how much of the queue goes next; the view is not empty. */
    void plan(View queue) {
        view = queue;
        head = queue.head();
        int length = queue.lengthAt(head);
        end = head + ByteRing.HEADER + length;
        lines = 1;
        int size = length - torn;
        while (size < ATOMIC && end < queue.tail()) {
            length = queue.lengthAt(end);
            size += length;
            if (size > ATOMIC) {
                break;
            }
            end += ByteRing.HEADER + length;
            lines++;
        }
    }

    /** Where in the queue the planned lines end. */
    long end() {
        return end;
    }

    int lines() {
        return lines;
    }

    /** The planned bytes. */
    ByteBuffer gather() {
        buffer.clear();
        int from = torn;
        for (long at = head; at < end && buffer.hasRemaining(); ) {
            int length = view.lengthAt(at);
            view.copy(at, from, Math.min(length - from, buffer.remaining()), buffer);
            at += ByteRing.HEADER + length;
            from = 0;
        }
        return buffer.flip();
    }

    /** Takes note of what was written; returns how many lines are out as a whole. */
    int written(int bytes) {
        int whole = 0;
        int left = torn + bytes;
        while (head < end) {
            int length = view.lengthAt(head);
            if (left < length) {
                break;
            }
            left -= length;
            head += ByteRing.HEADER + length;
            whole++;
        }
        torn = left;
        return whole;
    }

    /** Where in the queue the first line stands that isn't out as a whole. */
    long head() {
        return head;
    }

    /** The reader that got the beginning of a line is gone: the next one gets it from its beginning. */
    void startOver() {
        torn = 0;
    }
}
