package io.obs.ops.slo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The series that the rules of objectives record, for dashboards, each with {@code service} and {@code slo}. */
public final class SloSeries {

    /** The windows of the burn rates, and their seconds. */
    static final Map<String, Integer> WINDOWS = windows();

    /** The share of the error budget that is left of the days it is for, mostly 30; below 0 where more than all of it is used. */
    public static final String BUDGET_REMAINING = "slo:budget_remaining:ratio";

    private SloSeries() {}

    /** Requests a second that the objective counts, over a window such as {@code 1h}. */
    public static String requests(String window) {
        return "slo:requests:rate" + window;
    }

    /** Those of them that were bad. */
    public static String bad(String window) {
        return "slo:bad:rate" + window;
    }

    /** The share that was bad; absent without traffic. */
    public static String ratio(String window) {
        return "slo:bad_ratio:ratio" + window;
    }

    /** Each recorded series and its labels. */
    public static Map<String, Set<String>> labels() {
        Set<String> labels = Set.of("service", "slo");
        Map<String, Set<String>> all = new LinkedHashMap<>();
        WINDOWS.keySet().forEach(window -> {
            all.put(requests(window), labels);
            all.put(bad(window), labels);
            all.put(ratio(window), labels);
        });
        all.put(BUDGET_REMAINING, labels);
        return all;
    }

    private static Map<String, Integer> windows() {
        Map<String, Integer> windows = new LinkedHashMap<>();
        windows.put("5m", 300);
        windows.put("30m", 1800);
        windows.put("1h", 3600);
        windows.put("2h", 7200);
        windows.put("6h", 21_600);
        windows.put("1d", 86_400);
        windows.put("3d", 259_200);
        return windows;
    }
}
