package io.obs.examples.captions.platform;

import io.obs.examples.captions.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The queries of the four dashboards, as Grafana would ask them. */
final class Boards {

    /** One query, and where it stands. */
    record Query(String board, String panel, String expr, boolean exemplars) {
        @Override
        public String toString() {
            return board + ", " + panel + ": " + expr;
        }
    }

    private Boards() {}

    /**
     * All of them. The variables have the values that Grafana would give: all services, and ranges as short as the test, in
     * which a minute is a second.
     */
    static List<Query> queries(Path dashboards) throws IOException {
        List<Query> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(dashboards)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                var board = Json.parse(Files.readAllBytes(file));
                board.path("panels")
                        .forEach(panel -> panel.path("targets")
                                .forEach(target -> queries.add(new Query(
                                        board.path("title").stringValue(),
                                        panel.path("title").stringValue(),
                                        filled(target.path("expr").stringValue()),
                                        target.path("exemplar").booleanValue(false)))));
            }
        }
        return queries;
    }

    private static String filled(String expr) {
        return expr.replace("$__rate_interval", "20s")
                .replace("$__range:1m", "10m:1s")
                .replace("offset 1m", "offset 1s")
                .replace("$__range", "10m")
                .replace("$service", ".+");
    }
}
