package io.obs.tracing;

import io.obs.config.ConfigKey;
import io.obs.config.ConfigKeys;
import io.obs.pipeline.Protocol;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The room's own keys; everything else is said by OpenTelemetry's standard ones. */
final class TracingKeys {

    /** What the keeping sampler keeps whatever the ratio said. */
    enum Keep {
        ERRORS,
        SLOW
    }

    static final ConfigKey<Double> RATIO = ConfigKeys.decimal(
            "obs.tracing.ratio",
            null,
            0,
            1,
            "The share of new traces that is sampled; a caller's decision is followed. OTEL_TRACES_SAMPLER goes before it.");
    static final ConfigKey<Set<Keep>> KEEP = new ConfigKey<>(
            "obs.tracing.keep",
            text -> constants(Keep.class, text),
            Set.of(),
            "(none)",
            "errors, slow, or both separated by a comma",
            "Which traces are kept although they were not sampled: those with an error, those of a slow request. "
                    + "Their local spans are recorded and held in memory until the local root ends.");
    static final ConfigKey<Integer> KEEP_TRACES = ConfigKeys.integer(
            "obs.tracing.keep.traces",
            1_000,
            1,
            100_000,
            "How many unsampled traces are held back at once; beyond that the oldest are given up.");
    static final ConfigKey<Integer> KEEP_SPANS = ConfigKeys.integer(
            "obs.tracing.keep.spans",
            10_000,
            1,
            1_000_000,
            "How many spans of unsampled traces are held back at once; beyond that the oldest traces are given up.");

    static final ConfigKey<Set<Protocol>> AGENT_WITHOUT = new ConfigKey<>(
            "obs.tracing.agent.without",
            text -> constants(Protocol.class, text),
            Set.of(),
            "(none)",
            "http, rpc, messaging, cache, db, storage, or several separated by commas",
            "Of which calls OpenTelemetry's Java agent, where it is attached, makes no spans because its instrumentation is "
                    + "switched off: obs makes them. The others are the agent's.");

    static final List<ConfigKey<?>> ALL = List.of(RATIO, KEEP, KEEP_TRACES, KEEP_SPANS, AGENT_WITHOUT);

    private TracingKeys() {}

    private static <E extends Enum<E>> Set<E> constants(Class<E> type, @Nullable String text) {
        EnumSet<E> said = EnumSet.noneOf(type);
        Arrays.stream(String.valueOf(text).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(word -> said.add(Enum.valueOf(type, word.toUpperCase(Locale.ROOT))));
        return Set.copyOf(said);
    }
}
