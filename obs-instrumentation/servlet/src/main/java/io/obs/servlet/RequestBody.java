package io.obs.servlet;

import io.opentelemetry.context.Scope;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The request's own body, with an ear for a client that is gone. */
final class RequestBody extends ServletInputStream {

    private final ServletInputStream body;
    private final ServedExchange exchange;
    private boolean closed;

    RequestBody(ServletInputStream body, ServedExchange exchange) {
        this.body = body;
        this.exchange = exchange;
    }

    @Override
    public int read() throws IOException {
        try {
            return body.read();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        try {
            return body.read(into, from, count);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        body.close();
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    @SuppressWarnings("try") // the scopes are only held
    public void setReadListener(ReadListener listener) {
        body.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                try (Scope scope = exchange.operation().makeCurrent()) {
                    listener.onDataAvailable();
                }
            }

            @Override
            public void onAllDataRead() throws IOException {
                try (Scope scope = exchange.operation().makeCurrent()) {
                    listener.onAllDataRead();
                }
            }

            @Override
            public void onError(Throwable error) {
                if (error instanceof IOException) {
                    exchange.notReceived(error);
                }
                try (Scope scope = exchange.operation().makeCurrent()) {
                    listener.onError(error);
                }
            }
        });
    }

    private IOException failed(IOException error) {
        if (!closed) {
            exchange.notReceived(error);
        }
        return error;
    }
}
