package io.obs.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.obs.control.ControlResult;
import io.obs.control.Controls;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /control/NAME}: the control over HTTP, for who has its token. No web page may use it, whatever it knows.
 * Where the control is switched off there are no such paths. Thread-safe.
 */
final class ControlPages {

    private static final String PREFIX = "/control/";

    private final Controls controls;
    private final Token token;
    private final Token scrapers;

    private ControlPages(Controls controls, Token token, Token scrapers) {
        this.controls = controls;
        this.token = token;
        this.scrapers = scrapers;
    }

    /** @param scrapers the admin endpoint's own token, which opens its pages and not this */
    static ControlPages of(Controls controls, Token token, Token scrapers) {
        return new ControlPages(controls, token, scrapers);
    }

    boolean has(@Nullable String rawPath) {
        return controls.isEnabled() && rawPath != null && rawPath.startsWith(PREFIX);
    }

    /** @throws IOException where the client does not send what it announced */
    AdminResponse answer(HttpExchange exchange, Workers workers) throws IOException {
        String control = exchange.getRequestURI().getRawPath().substring(PREFIX.length());
        String from = exchange.getRemoteAddress().getAddress().getHostAddress();
        Headers sent = exchange.getRequestHeaders();
        String authorization = sent.getFirst("Authorization");
        if (!token.isAskedFor() || !token.allows(authorization)) {
            return denied(exchange, control, from, authorization);
        }
        if (sent.containsKey("Origin") || sent.containsKey("Sec-Fetch-Site")) {
            controls.denied(control, from, "a web page asked");
            return error(403, "no web page may use the control");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            controls.invalid(control, from);
            return error(405, "only POST");
        }
        String type = sent.getFirst("Content-Type");
        if (type == null || !Form.is(type)) {
            controls.invalid(control, from);
            return error(415, "only " + Form.TYPE);
        }
        workers.exchanging();
        byte[] body = exchange.getRequestBody().readAllBytes(); // as long as announced, which was found short enough
        workers.computing();
        Map<String, String> fields;
        try {
            fields = Form.of(body);
        } catch (IllegalArgumentException e) {
            controls.invalid(control, from);
            return error(400, "the body is no form with each field once");
        }
        ControlResult result = controls.use(control, fields, from);
        return AdminResponse.json(status(result.outcome()), Json.of(result.facts()));
    }

    private AdminResponse denied(HttpExchange exchange, String control, String from, @Nullable String authorization) {
        if (scrapers.isAskedFor() && scrapers.allows(authorization)) {
            controls.denied(control, from, "the admin endpoint's token");
            return error(403, "this token is for the admin endpoint's pages only");
        }
        controls.denied(control, from, authorization == null ? "no token" : "a wrong token");
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"obs control\"");
        return error(401, "unauthorized");
    }

    private static int status(ControlResult.Outcome outcome) {
        return switch (outcome) {
            case DONE -> 200;
            case UNKNOWN -> 404;
            case INVALID -> 400;
            case DENIED -> 403;
            case FAILED -> 500;
        };
    }

    static AdminResponse error(int status, String sentence) {
        return AdminResponse.json(status, Json.of(Map.of("error", sentence)));
    }
}
