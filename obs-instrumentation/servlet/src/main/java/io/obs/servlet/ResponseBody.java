package io.obs.servlet;

import io.opentelemetry.context.Scope;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** The response's own body, with an ear for a client that is gone. */
final class ResponseBody extends ServletOutputStream {

    private final ServletOutputStream body;
    private final ServedExchange exchange;
    private boolean closed;

    ResponseBody(ServletOutputStream body, ServedExchange exchange) {
        this.body = body;
        this.exchange = exchange;
    }

    @Override
    public void write(int b) throws IOException {
        try {
            body.write(b);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            body.write(bytes, from, count);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void print(String text) throws IOException {
        try {
            body.print(text);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            body.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            body.close();
        } catch (IOException e) {
            throw failed(e);
        } finally {
            closed = true;
        }
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    @SuppressWarnings("try") // the scopes are only held
    public void setWriteListener(WriteListener listener) {
        body.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() throws IOException {
                try (Scope scope = exchange.operation().makeCurrent()) {
                    listener.onWritePossible();
                }
            }

            @Override
            public void onError(Throwable error) {
                if (error instanceof IOException) {
                    exchange.notSent(error);
                } else {
                    exchange.thrown(error);
                }
                try (Scope scope = exchange.operation().makeCurrent()) {
                    listener.onError(error);
                }
            }
        });
    }

    private IOException failed(IOException error) {
        if (!closed) { // else the handler is wrong, not the client
            exchange.notSent(error);
        }
        return error;
    }
}
