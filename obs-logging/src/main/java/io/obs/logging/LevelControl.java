package io.obs.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.obs.control.Control;
import io.obs.control.ControlAction;
import io.obs.control.ControlAction.Time;
import io.obs.control.Controls;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets operators change the level of a logger that exists, for a time; then, and at close, the level that it had before
 * comes back, unless somebody else has set another one meanwhile.
 *
 * <p>The control's own logger can't be changed, and keeps warning whatever its parents do: who changes levels leaves a
 * trail. Thread-safe.
 */
final class LevelControl implements Control {

    private static final String RESTORE = "restore";

    private record Change(@Nullable Level before, Level now) {}

    private final LoggerContext context;
    private final Logger trail;
    private final boolean pinned;
    private final Map<String, Change> changes = new TreeMap<>();

    /** @param enabled whether anybody may use it, so that the trail must be kept */
    LevelControl(LoggerContext context, boolean enabled) {
        this.context = context;
        trail = context.getLogger(Controls.LOGGER);
        pinned = enabled && trail.getLevel() == null;
        if (pinned) {
            trail.setLevel(Level.WARN);
        }
    }

    @Override
    public String name() {
        return "logger";
    }

    @Override
    public List<ControlAction> actions() {
        return List.of(
                new ControlAction("trace", Time.LIMITED),
                new ControlAction("debug", Time.LIMITED),
                new ControlAction("info", Time.LIMITED),
                new ControlAction("warn", Time.LIMITED),
                new ControlAction("error", Time.LIMITED),
                new ControlAction(RESTORE, Time.NONE));
    }

    @Override
    public Collection<String> targets() {
        return context.getLoggerList().stream()
                .filter(logger -> logger != trail)
                .map(Logger::getName)
                .toList();
    }

    @Override
    public synchronized String apply(String target, String action) {
        if (action.equals(RESTORE)) {
            return expire(target);
        }
        Logger logger = context.getLogger(target);
        Change earlier = changes.get(target);
        Level before = earlier == null ? logger.getLevel() : earlier.before();
        Level now = Level.valueOf(action.toUpperCase(Locale.ROOT));
        changes.put(target, new Change(before, now));
        logger.setLevel(now);
        return now.toString();
    }

    @Override
    public synchronized String expire(String target) {
        Logger logger = context.getLogger(target);
        Change change = changes.remove(target);
        if (change != null && change.now().equals(logger.getLevel())) {
            logger.setLevel(change.before());
        }
        return logger.getEffectiveLevel().toString();
    }

    /** Makes all levels what they were. */
    synchronized void restore() {
        List.copyOf(changes.keySet()).forEach(this::expire);
        if (pinned && Level.WARN.equals(trail.getLevel())) {
            trail.setLevel(null);
        }
    }

    @Override
    public synchronized Map<String, Object> now() {
        Map<String, Object> now = new TreeMap<>();
        changes.forEach((name, change) -> now.put(name, change.now().toString()));
        return now;
    }
}
