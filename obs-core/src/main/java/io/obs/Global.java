package io.obs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one obs of the process: made once, by whoever calls first. */
final class Global {

    private record First(Observability obs, Assembly.Plan plan, StackTraceElement site, Thread hook) {}

    private static @Nullable First first;

    private Global() {}

    static synchronized Observability init(Assembly.Plan plan) {
        First known = first;
        if (known != null) {
            boolean same = plan.isEmpty() || plan.sameAs(known.plan());
            if (same) {
                return known.obs();
            }
            throw new IllegalStateException("obs was already initialised at " + known.site()
                    + " with other settings; call Observability.init() to get that one, or close it first");
        }
        Observability obs = new Observability(Assembly.of(plan));
        Thread hook = new Thread(obs::close, "obs-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        first = new First(obs, plan, callSite(), hook);
        return obs;
    }

    static synchronized void closed(Observability obs) {
        First known = first;
        if (known == null || known.obs() != obs) {
            return;
        }
        first = null;
        try {
            Runtime.getRuntime().removeShutdownHook(known.hook());
        } catch (IllegalStateException shuttingDown) {
            assert shuttingDown.getMessage() != null; // the hook is what called us, or runs beside us
        }
    }

    private static StackTraceElement callSite() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith("io.obs.Observability")
                                && !frame.getClassName().equals(Global.class.getName()))
                        .findFirst()
                        .map(StackWalker.StackFrame::toStackTraceElement))
                .orElseGet(() -> new StackTraceElement("unknown", "unknown", null, -1));
    }

    static Map<String, String> environment() {
        return System.getenv();
    }
}
