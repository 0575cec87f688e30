package io.obs;

import io.obs.admin.AdminServer;
import io.obs.pipeline.Drops;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What there is to say of a running obs: in one line when it starts, and on the admin page whenever asked. */
final class Facts implements Supplier<Map<String, Object>> {

    private final Assembly parts;
    private final List<String> rooms;
    private final List<String> unknown;
    private final String started = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();

    Facts(Assembly parts, List<String> rooms, List<String> unknown) {
        this.parts = parts;
        this.rooms = rooms;
        this.unknown = unknown;
    }

    String startLine(AdminServer admin) {
        String control = parts.controls.isEnabled() && admin.address().isPresent() ? " with control" : "";
        return "obs started for " + parts.service() + " (version " + parts.version() + "); "
                + parts.wired.line(admin.address().map(Facts::url).orElse(admin.absence())) + control;
    }

    private static String url(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    @Override
    public Map<String, Object> get() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("service", parts.service());
        facts.put("version", parts.version());
        facts.put("started", started);
        facts.put("rooms", rooms);
        facts.put("signals", parts.wired.signals(parts.failures));
        facts.putAll(parts.wired.sections(parts.failures));
        facts.put("left_out", parts.wired.leftOut());
        facts.put("dropped", dropped(parts.drops.totals()));
        facts.put("failures", parts.failures.totals());
        facts.put("control", parts.controls.facts());
        facts.put("settings", parts.config.origins());
        facts.put("unknown_settings", unknown);
        return facts;
    }

    private static List<Map<String, Object>> dropped(Map<Drops.Kind, Long> totals) {
        return totals.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Drops.Kind, Long> entry) ->
                                entry.getKey().signal())
                        .thenComparing(entry -> entry.getKey().reason()))
                .map(entry -> {
                    Map<String, Object> loss = new LinkedHashMap<>();
                    loss.put("signal", entry.getKey().signal().label());
                    loss.put("reason", entry.getKey().reason());
                    loss.put("total", entry.getValue());
                    return loss;
                })
                .collect(Collectors.toUnmodifiableList());
    }
}
