package io.obs.ops.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard as Grafana would load it from docs/ops. */
public record CommittedBoard(String uid, Json json) {

    /** One query, and where it stands. */
    public record Query(String uid, String panel, String expr, boolean instant) {
        @Override
        public String toString() {
            return uid + ", " + panel + ": " + expr;
        }
    }

    static Stream<CommittedBoard> all() {
        return Stream.of("obs-overview", "obs-service", "obs-performance", "obs-sla")
                .map(CommittedBoard::read);
    }

    public static Stream<Query> queries() {
        return all().flatMap(board -> board.panels().stream()
                .flatMap(panel -> panel.at("targets").all().stream()
                        .map(target -> new Query(
                                board.uid(),
                                panel.at("title").text(),
                                target.at("expr").text(),
                                (Boolean) target.at("instant").value()))));
    }

    private static CommittedBoard read(String uid) {
        try {
            return new CommittedBoard(
                    uid, Json.parse(Files.readString(Path.of("../docs/ops/dashboards", uid + ".json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Json> panels() {
        return json.at("panels").all();
    }

    Json panel(String title) {
        return panels().stream()
                .filter(panel -> panel.at("title").text().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no panel " + title + " in " + uid));
    }

    @Override
    public String toString() {
        return uid;
    }
}
