package io.obs.examples.captions.api;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP exchange being handled.
 *
 * @param parameter what stands in the path where the route's template has {@code {id}}; else empty
 */
public record Call(HttpExchange exchange, String parameter) {

    private static final int LARGEST_BODY = 64 * 1024;

    /** What every answer but a good one has as its body. */
    public record Problem(String error, List<String> details) {}

    /** @throws InvalidRequestException if it is larger than 64 KiB */
    public byte[] body() throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new InvalidRequestException(List.of("the body is larger than " + LARGEST_BODY + " bytes"));
        }
        return body;
    }

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** The whole number under a key of the query. */
    public int query(String key, int byDefault, int min, int max) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(key + "=")) {
                String text = pair.substring(key.length() + 1);
                if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max) {
                    return Integer.parseInt(text);
                }
                throw new InvalidRequestException(List.of(key + " must be a whole number from " + min + " to " + max));
            }
        }
        return byDefault;
    }

    public void answer(int status, Object body) throws IOException {
        answer(status, Json.write(body), Map.of());
    }

    public void refuse(int status, String error, String... details) throws IOException {
        answer(status, new Problem(error, List.of(details)));
    }

    /** @param json the body, already written */
    public void answer(int status, byte[] json, Map<String, String> headers) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }
}
