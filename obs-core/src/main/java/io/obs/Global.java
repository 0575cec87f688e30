package io.obs;

import io.obs.config.CoreKeys;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The one obs of the process: made once, by whoever calls first. */
final class Global {

    private record First(Observability obs, Plan plan, StackTraceElement site, Thread hook) {}

    /** Whose frames are no call site. */
    private static final Set<String> OWN =
            Set.of(Global.class.getName(), Observability.class.getName(), Observability.Builder.class.getName());

    private static @Nullable First first;
    private static boolean starting;
    private static volatile Optional<Observability> current = Optional.empty();

    private Global() {}

    static Optional<Observability> current() {
        return current;
    }

    static Observability init(Plan plan) {
        while (true) {
            Observability leaving;
            synchronized (Global.class) {
                First known = first;
                if (known == null) {
                    return start(plan);
                }
                if (!known.obs().isClosing()) {
                    return agreed(known, plan);
                }
                leaving = known.obs();
            }
            leaving.close(); // waits for the close that has begun
        }
    }

    private static Observability agreed(First known, Plan plan) {
        if (plan.agreesWith(known.plan())) {
            return known.obs();
        }
        throw new IllegalStateException("obs was already initialised at " + known.site()
                + " with other settings; call Observability.init() to get that one, or close it first");
    }

    /** For a container: the process's where it has none, else one beside it. The container closes it. */
    static synchronized Observability embed(Plan plan) {
        First known = first;
        return known == null ? start(plan, false) : new Observability(Startup.of(plan));
    }

    private static Observability start(Plan plan) {
        return start(plan, true);
    }

    private static synchronized Observability start(Plan plan, boolean hooked) {
        if (starting) {
            throw new IllegalStateException(
                    "obs is being initialised by this very thread; a room must not call init()");
        }
        starting = true;
        try {
            Observability obs = new Observability(Startup.of(plan));
            Thread hook = new Thread(null, obs::close, "obs-shutdown", 0, false);
            first = new First(obs, plan, callSite(), hook);
            current = Optional.of(obs);
            if (hooked && obs.config().get(CoreKeys.SHUTDOWN_HOOK)) {
                hook(hook);
            }
            return obs;
        } finally {
            starting = false;
        }
    }

    private static void hook(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            LoggerFactory.getLogger("obs").warn("obs: initialised while the JVM shuts down; nothing will close it");
        }
    }

    static synchronized void closed(Observability obs) {
        First known = first;
        if (known == null || known.obs() != obs) {
            return;
        }
        first = null;
        current = Optional.empty();
        try {
            Runtime.getRuntime().removeShutdownHook(known.hook());
        } catch (IllegalStateException shuttingDown) {
            return; // the hook is what called us, or runs beside us
        }
    }

    private static StackTraceElement callSite() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !OWN.contains(frame.getClassName()))
                        .findFirst()
                        .map(StackWalker.StackFrame::toStackTraceElement))
                .orElseGet(() -> new StackTraceElement("unknown", "unknown", null, -1));
    }
}
