package io.obs.examples.captions.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the action for a method and path, and turns what it throws into an answer. */
public final class Routes implements HttpHandler {

    /** What a route does. */
    @FunctionalInterface
    public interface Action {
        void handle(Call call) throws Exception;
    }

    /**
     * One method of one path.
     *
     * @param template with {@code {id}} for what differs
     * @param statuses the answers it gives beside 200, 500 and 503
     */
    public record Route(String method, String template, List<Integer> statuses, Action action) {}

    private record Entry(Route route, Pattern path) {}

    private final List<Entry> entries = new ArrayList<>();

    public Routes add(String method, String template, Action action, Integer... statuses) {
        Pattern path = Pattern.compile(template.replace("{id}", "([^/]+)"));
        entries.add(new Entry(new Route(method, template, List.of(statuses), action), path));
        return this;
    }

    /** All of them: what has to be told to whoever measures them. */
    public List<Route> all() {
        return entries.stream().map(Entry::route).toList();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        List<Route> here = new ArrayList<>();
        for (Entry entry : entries) {
            Matcher match = entry.path().matcher(path);
            if (match.matches()) {
                here.add(entry.route());
                if (entry.route().method().equals(exchange.getRequestMethod())) {
                    run(entry.route().action(), new Call(exchange, match.groupCount() > 0 ? match.group(1) : ""));
                    return;
                }
            }
        }
        Call call = new Call(exchange, "");
        if (here.isEmpty()) {
            call.refuse(404, "there is nothing here");
        } else {
            String allowed = here.stream().map(Route::method).collect(Collectors.joining(", "));
            byte[] body = Json.write(new Call.Problem("this takes only " + allowed, List.of()));
            call.answer(405, body, Map.of("Allow", allowed));
        }
    }

    private static void run(Action action, Call call) throws IOException {
        try {
            action.handle(call);
        } catch (InvalidRequestException e) {
            call.refuse(400, "the request is not valid", e.problems().toArray(String[]::new));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.refuse(503, "the service is stopping");
        } catch (IOException | RuntimeException e) {
            failed(call, e);
            throw e; // goes on to whoever observes the server: it belongs on the access line and the span
        } catch (Exception e) {
            failed(call, e);
            throw new IllegalStateException(e);
        }
    }

    private static void failed(Call call, Exception e) {
        try {
            call.refuse(500, "the service failed; its log says why under the request's id");
        } catch (IOException tooLate) {
            e.addSuppressed(tooLate);
        }
    }
}
