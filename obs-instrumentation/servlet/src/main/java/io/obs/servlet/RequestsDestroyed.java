package io.obs.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/** Hears the end of requests, where the container tells it: after error pages, and after asynchronous work. */
final class RequestsDestroyed implements ServletRequestListener {

    private volatile boolean heard;

    /** Whether the container calls it. */
    boolean isHeard() {
        return heard;
    }

    /** As a filter starts, most containers still take listeners; without, the filter's return is the end. */
    void listenIn(ServletContext context) {
        try {
            context.addListener(this);
        } catch (IllegalStateException | UnsupportedOperationException | IllegalArgumentException tooLate) {
            heard = false;
        }
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        if (!heard) {
            heard = true;
        }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        if (event.getServletRequest().getAttribute(ServedExchange.ATTRIBUTE) instanceof ServedExchange exchange) {
            exchange.destroyed();
        }
    }
}
