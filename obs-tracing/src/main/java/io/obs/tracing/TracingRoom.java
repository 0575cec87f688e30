package io.obs.tracing;

import io.obs.config.ConfigKey;
import io.obs.context.AdoptedTrace;
import io.obs.mask.Masker;
import io.obs.pipeline.Protocol;
import io.obs.pipeline.Signal;
import io.obs.spi.Room;
import io.obs.spi.Wiring;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tracing room: finds an OpenTelemetry that is there already, or builds the SDK from its own standard settings, and
 * gives each operation its span (SPEC section 3).
 *
 * <p>Found on the class path by itself. All {@code OTEL_*} variables and {@code otel.*} properties keep their meaning;
 * obs only changes defaults: nothing is exported unless an endpoint or exporter is configured, metrics and logs never
 * go over OTLP, and the queue holds 16,384 spans. An OpenTelemetry given by {@code builder().use(OpenTelemetry.class, it)},
 * or set as GlobalOpenTelemetry (the Java agent's), is used as it is. To a built SDK a service may give a SpanProcessor,
 * a Sampler and an IdGenerator by {@code use} as well.
 *
 * @see <a href="https://opentelemetry.io/docs/languages/java/configuration/">OpenTelemetry's settings</a>
 */
public final class TracingRoom implements Room {

    /** The name under which obs makes its spans. */
    static final String SCOPE = "io.obs";

    /** Does nothing before it is installed. */
    public TracingRoom() {}

    @Override
    public String name() {
        return "tracing";
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return TracingKeys.ALL;
    }

    @Override
    public void install(Wiring wiring) {
        OpenTelemetry given = wiring.given(OpenTelemetry.class).orElse(null);
        if (given != null) {
            useExisting(wiring, given, "the OpenTelemetry that the service gave");
            return;
        }
        OpenTelemetry global = GlobalSlot.foreign();
        if (global != null) {
            useExisting(wiring, global, "the GlobalOpenTelemetry that was set before");
            return;
        }
        OtelSettings settings = new OtelSettings(wiring.config());
        SdkParts parts = new SdkParts(wiring, settings);
        if (!new OtelCheck(wiring.config(), settings, parts.components(), wiring::problem).passes()) {
            return;
        }
        try {
            useOwn(wiring, settings, parts);
        } catch (RuntimeException e) {
            wiring.problem("OpenTelemetry can't be configured: " + e.getMessage()
                    + (e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")"));
        }
    }

    private static void useExisting(Wiring wiring, OpenTelemetry existing, String whose) {
        Tracer tracer = existing.getTracer(SCOPE, wiring.version());
        Set<Protocol> without = wiring.config().get(TracingKeys.AGENT_WITHOUT);
        Others others = Others.of(existing, without);
        wiring.openTelemetry(existing);
        wiring.propagator(AdoptedTrace.after(existing.getPropagators().getTextMapPropagator()));
        wiring.listen(
                Signal.TRACE,
                new TracingListener(
                        tracer,
                        tracer,
                        wiring.clock(),
                        wiring.failures(),
                        Masker.of(wiring.config()),
                        null,
                        true,
                        null,
                        null,
                        others));
        wiring.describe(Signal.TRACE, whose, Map::of);
        if (others.areAnAgent()) {
            wiring.leftOut("spans of requests, and of calls to databases, brokers and other services, because"
                    + " OpenTelemetry's Java agent makes them; obs tells the requests' their routes"
                    + (without.isEmpty() ? "" : " and makes those of calls by " + written(without)));
        }
        wiring.leftOut("an SDK of obs's own, because " + whose
                + " is used: it samples and exports; X-Trace-ID isn't adopted by its spans");
    }

    private static String written(Set<Protocol> protocols) {
        return protocols.stream()
                .sorted()
                .map(protocol -> protocol.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static void useOwn(Wiring wiring, OtelSettings settings, SdkParts parts) {
        Runnable givingBackTheLog = SdkLog.lead(wiring.clock());
        wiring.onClose(left -> givingBackTheLog.run());
        TracingSdk built = parts.build();
        OpenTelemetry sdk = built.sdk();
        if (GlobalSlot.isStuck()) {
            wiring.leftOut("GlobalOpenTelemetry: somebody asked for it before obs was there, so it stays a no-op;"
                    + " libraries that use it trace nothing");
        } else {
            GlobalSlot.offer(sdk);
        }
        wiring.onClose(left -> close(wiring, built, left));
        wiring.openTelemetry(sdk);
        wiring.propagator(AdoptedTrace.after(sdk.getPropagators().getTextMapPropagator()));
        if (Boolean.parseBoolean(settings.get(OtelSettings.DISABLED, "false"))) {
            wiring.leftOut("traces: switched off by OTEL_SDK_DISABLED; ids are made all the same");
            return;
        }
        Adopting adopting = built.adopting();
        wiring.listen(
                Signal.TRACE,
                new TracingListener(
                        sdk.getTracer(SCOPE),
                        adopting == null ? sdk.getTracer(SCOPE) : adopting.tracer(SCOPE),
                        wiring.clock(),
                        wiring.failures(),
                        Masker.of(wiring.config()),
                        built.sampling(),
                        built.heard(),
                        adopting,
                        built.keeping(),
                        Others.UNKNOWN));
        wiring.describe(Signal.TRACE, settings.where(), built::now);
    }

    private static void close(Wiring wiring, TracingSdk built, Duration left) {
        GlobalSlot.takeBack(built.sdk());
        built.close(left, wiring.failures());
    }
}
