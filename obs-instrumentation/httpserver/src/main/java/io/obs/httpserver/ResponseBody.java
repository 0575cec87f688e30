package io.obs.httpserver;

import java.io.IOException;
import java.io.OutputStream;

/** The exchange's own response body, with an ear for its end and for a client that is gone. */
final class ResponseBody extends OutputStream {

    private final OutputStream body;
    private final RequestEnd end;

    ResponseBody(OutputStream body, RequestEnd end) {
        this.body = body;
        this.end = end;
    }

    @Override
    public void write(int b) throws IOException {
        try {
            body.write(b);
        } catch (IOException e) {
            end.notSent(e, 1);
            throw e;
        }
        end.written(1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            body.write(bytes, from, count);
        } catch (IOException e) {
            end.notSent(e, count);
            throw e;
        }
        end.written(count);
    }

    @Override
    public void flush() throws IOException {
        try {
            body.flush();
        } catch (IOException e) {
            end.notSent(e, 0);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            body.close();
        } catch (IOException e) {
            end.notClosed(e);
            throw e;
        } finally {
            end.complete();
        }
    }
}
