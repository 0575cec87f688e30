package io.obs.servlet;

import io.obs.http.HttpServerHandler;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** The container's response, with an ear for a client that is gone; a reset keeps the ids. */
final class ObservedResponse extends HttpServletResponseWrapper {

    private final ServedExchange exchange;
    private @Nullable ServletOutputStream body;

    ObservedResponse(HttpServletResponse response, ServedExchange exchange) {
        super(response);
        this.exchange = exchange;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (body == null) {
            body = new ResponseBody(super.getOutputStream(), exchange);
        }
        return body;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter writer = super.getWriter();
        exchange.writesTo(writer);
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        try {
            super.flushBuffer();
        } catch (IOException e) {
            exchange.notSent(e);
            throw e;
        }
    }

    @Override
    public void reset() {
        super.reset();
        setHeader(HttpServerHandler.REQUEST_ID, exchange.operation().requestId());
        setHeader(HttpServerHandler.TRACE_ID, exchange.operation().traceId());
    }
}
