package io.obs.metrics;

import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.pipeline.Drops;
import io.obs.pipeline.Signal;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many values and series there may be, and who hears of it when there are more. */
final class Cardinality {

    private static final Logger LOG = LoggerFactory.getLogger("obs.metrics");
    private static final int SAMPLE_LENGTH = 80;
    private static final StackWalker STACK = StackWalker.getInstance();

    private final int defaultCap;
    private final Map<String, Integer> caps;
    private final int seriesCap;
    private final LongAdder folded;

    /**
     * @param caps by label name, where not the default
     * @param seriesCap how many series one family may have
     */
    Cardinality(int defaultCap, Map<String, Integer> caps, int seriesCap, Drops drops) {
        this.defaultCap = defaultCap;
        this.caps = Map.copyOf(caps);
        this.seriesCap = seriesCap;
        this.folded = drops.known(Signal.METRIC, "cardinality");
    }

    LabelGuard guard(MetricSpec spec, Label label) {
        return new LabelGuard(label, caps.getOrDefault(label.name(), defaultCap));
    }

    int seriesCap() {
        return seriesCap;
    }

    /** Counts the observations whose label value was lost. */
    LongAdder folded() {
        return folded;
    }

    /** Says once what was too much, and who brought it. */
    void tell(MetricSpec spec, LabelGuard guard, String value) {
        if (guard.firstFold()) {
            LOG.warn(
                    "obs: label {} of {} has {} values, its cap; \"{}\" (from {}) and all further ones fold into {};"
                            + " what is folded is counted in {}",
                    guard.label().name(),
                    spec.name(),
                    guard.cap(),
                    sample(value),
                    callSite(),
                    Label.OTHER,
                    Catalog.OBS_DROPPED.name());
        }
    }

    /** Says that a whole family is full. */
    void tellFull(MetricSpec spec) {
        LOG.warn(
                "obs: {} has {} series, the most a family may have; new ones (from {}) fold into {}",
                spec.name(),
                seriesCap,
                callSite(),
                Label.OTHER);
    }

    /** The caller's frame: the first that is neither obs's nor the JDK's, else the first that is not obs's. */
    private static String callSite() {
        return STACK.walk(frames -> {
            String fallback = "unknown";
            for (StackWalker.StackFrame frame : (Iterable<StackWalker.StackFrame>) frames::iterator) {
                String type = frame.getClassName();
                if (type.startsWith("io.obs.")) {
                    continue;
                }
                String site = frame.toStackTraceElement().toString();
                if (!isPlatform(type)) {
                    return site;
                }
                fallback = fallback.equals("unknown") ? site : fallback;
            }
            return fallback;
        });
    }

    private static boolean isPlatform(String type) {
        return type.startsWith("java.")
                || type.startsWith("javax.")
                || type.startsWith("jdk.")
                || type.startsWith("sun.")
                || type.startsWith("com.sun.");
    }

    private static String sample(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints()
                .limit(SAMPLE_LENGTH)
                .forEach(c -> text.appendCodePoint(Character.isISOControl(c) || isSeparator(c) ? '?' : c));
        return text.append(value.length() > text.length() ? "..." : "").toString();
    }

    private static boolean isSeparator(int c) {
        return c == '\u2028' || c == '\u2029' || Character.getType(c) == Character.SURROGATE;
    }
}
