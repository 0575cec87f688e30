package io.obs.logging.sink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An output that blocks, fails half-way, or works, as the test says. */
final class FakeOutput implements WritableByteChannel {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean blocked;
    private boolean inWrite;
    private String failure;
    private int takesBeforeFailing;
    private int writes;

    synchronized void block() {
        blocked = true;
    }

    synchronized void fail(String message, int afterBytes) {
        failure = message;
        takesBeforeFailing = afterBytes;
    }

    synchronized void work() {
        blocked = false;
        failure = null;
        notifyAll();
    }

    /** A new reader: what the last one got is gone with it. */
    synchronized String replaceReader() {
        String gone = text();
        taken.reset();
        return gone;
    }

    synchronized boolean inWrite() {
        return inWrite;
    }

    synchronized int writes() {
        return writes;
    }

    synchronized String text() {
        return taken.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return text().lines().toList();
    }

    @Override
    public synchronized int write(ByteBuffer from) throws IOException {
        inWrite = true;
        try {
            while (blocked) {
                wait();
            }
            int amount = from.remaining();
            if (failure != null) {
                amount = Math.min(amount, takesBeforeFailing);
                if (amount == 0) {
                    throw new IOException(failure);
                }
                takesBeforeFailing -= amount;
            }
            byte[] bytes = new byte[amount];
            from.get(bytes);
            taken.write(bytes);
            writes++;
            return amount;
        } catch (InterruptedException e) {
            throw new AssertionError("the writer was interrupted", e);
        } finally {
            inWrite = false;
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
