package io.obs.httpserver;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The exchange's own request body, with an ear for a client that is gone. */
final class RequestBody extends FilterInputStream {

    private final RequestEnd end;
    private boolean closed;

    RequestBody(InputStream body, RequestEnd end) {
        super(body);
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            failed(e);
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        try {
            return in.read(into, from, count);
        } catch (IOException e) {
            failed(e);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        super.close();
    }

    private void failed(IOException error) {
        if (!closed) {
            end.notReceived(error);
        }
    }
}
