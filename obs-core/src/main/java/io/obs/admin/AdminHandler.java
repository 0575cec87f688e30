package io.obs.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.obs.pipeline.Failures;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers each exchange of the admin endpoint: limits, token, page, headers. Thread-safe. */
final class AdminHandler {

    private static final int MAX_TARGET = 8 * 1024;
    private static final int MAX_HEADERS = 32 * 1024;
    private static final int MAX_BODY = 8 * 1024; // of a page none is read, of a control all

    private static final int PART = 16 * 1024;

    private final Map<String, AdminPage> pages = new TreeMap<>();
    private final Token token;
    private final ControlPages control;
    private final Failures failures;

    AdminHandler(List<AdminPage> pages, Token token, ControlPages control, Failures failures) {
        this.token = token;
        this.control = control;
        this.failures = failures;
        pages.forEach(page -> this.pages.put(page.path(), page));
        String index = Html.links("obs", List.copyOf(this.pages.keySet()));
        this.pages.put("/", new AdminPage("/", false, request -> AdminResponse.html(200, index)));
    }

    void handle(HttpExchange exchange, Workers workers) {
        try (exchange) {
            workers.computing();
            send(exchange, answer(exchange, workers), workers);
        } catch (IOException e) {
            return; // the client went away, or was too slow
        } catch (Throwable e) {
            failures.caught("admin", e);
        }
    }

    private AdminResponse answer(HttpExchange exchange, Workers workers) throws IOException {
        int tooLarge = tooLarge(exchange);
        String path = exchange.getRequestURI().getRawPath();
        if (control.has(path)) {
            return tooLarge != 0
                    ? ControlPages.error(tooLarge, "request too large")
                    : control.answer(exchange, workers);
        }
        if (tooLarge != 0) {
            return AdminResponse.text(tooLarge, "Request too large\n");
        }
        AdminPage page = path == null ? null : pages.get(path);
        boolean open = page != null && page.open();
        if (!open && !token.allows(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"obs\"");
            return AdminResponse.text(401, "Unauthorized\n");
        }
        if (page == null) {
            return AdminResponse.text(404, "Not found\n");
        }
        if (!exchange.getRequestMethod().equals("GET") && !isHead(exchange)) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return AdminResponse.text(405, "Method not allowed\n");
        }
        try {
            return page.answer().apply(new Request(exchange.getRequestURI(), exchange.getRequestHeaders()));
        } catch (Throwable e) {
            failures.caught("admin", e);
            return AdminResponse.text(500, "Internal error\n");
        }
    }

    /** The status for a request that is larger than any page needs, or 0. */
    private static int tooLarge(HttpExchange exchange) {
        if (exchange.getRequestURI().toString().length() > MAX_TARGET) {
            return 414;
        }
        int headers = 0;
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            for (String value : header.getValue()) {
                headers += header.getKey().length() + value.length();
            }
        }
        if (headers > MAX_HEADERS) {
            return 431;
        }
        Headers sent = exchange.getRequestHeaders();
        String length = sent.getFirst("Content-Length"); // a number: the server has parsed it
        boolean body = sent.containsKey("Transfer-Encoding") || (length != null && Long.parseLong(length) > MAX_BODY);
        return body ? 413 : 0;
    }

    private static void send(HttpExchange exchange, AdminResponse answer, Workers workers) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        if (answer.contentEncoding() != null) {
            headers.set("Content-Encoding", answer.contentEncoding());
        }
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        if (answer.contentType().startsWith("text/html")) {
            headers.set("Content-Security-Policy", Html.SECURITY_POLICY);
        }
        headers.set("Connection", "close"); // no idle connections, and no answer held back for an acknowledgement
        byte[] body = answer.body();
        workers.exchanging();
        if (isHead(exchange)) {
            headers.set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
        } else if (body.length == 0) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length);
            write(exchange.getResponseBody(), body, workers);
        }
    }

    /** In parts, because the server copies what it is given at once; and to see that the client takes them. */
    private static void write(OutputStream to, byte[] body, Workers workers) throws IOException {
        for (int at = 0; at < body.length; at += PART) {
            to.write(body, at, Math.min(PART, body.length - at));
            workers.exchanging();
        }
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private record Request(URI target, Headers headers) implements AdminRequest {

        @Override
        public String path() {
            return target.getPath();
        }

        @Override
        public @Nullable String query() {
            return target.getRawQuery();
        }

        @Override
        public @Nullable String header(String name) {
            return headers.getFirst(name);
        }
    }
}
