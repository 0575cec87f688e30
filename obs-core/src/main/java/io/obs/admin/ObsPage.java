package io.obs.admin;

import io.obs.health.Health;
import io.obs.health.HealthCheck;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /obs}: what is wired, by whom, where it goes, what was lost; as JSON where that is asked for, else to read. */
final class ObsPage {

    private ObsPage() {}

    static AdminPage of(Supplier<Map<String, Object>> facts, Health health) {
        return new AdminPage("/obs", false, request -> {
            Map<String, Object> all = new LinkedHashMap<>(facts.get());
            all.put("health", HealthPages.facts(health, HealthCheck.Kind.values()));
            return wantsJson(request)
                    ? AdminResponse.json(200, Json.of(all))
                    : AdminResponse.html(200, Html.page("obs: " + all.getOrDefault("service", ""), all));
        });
    }

    private static boolean wantsJson(AdminRequest request) {
        String query = request.query();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                if (parameter.startsWith("format=")) {
                    return parameter.equals("format=json");
                }
            }
        }
        String accept = request.header("Accept");
        if (accept == null) {
            return false;
        }
        String types = accept.toLowerCase(Locale.ROOT);
        int json = types.indexOf("application/json");
        int html = types.indexOf("text/html");
        return json >= 0 && (html < 0 || json < html);
    }
}
