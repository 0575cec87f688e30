package io.obs.control;

import static java.util.Objects.requireNonNull;

import io.obs.config.CoreKeys;
import io.obs.config.ObservabilityConfig;
import io.obs.control.ControlAction.Time;
import io.obs.control.ControlResult.Outcome;
import io.obs.control.ControlUse.Wrong;
import io.obs.mask.Masker;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Meters.Registration;
import io.obs.pipeline.Timers;
import io.obs.pipeline.Timers.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What operators may change while the service runs, by name: the service's kill switches, and the controls that rooms and
 * adapters register. Checks what is asked, does it, keeps its time limit, and leaves a WARN line of the logger {@value
 * #LOGGER} and a count for each use.
 *
 * <p>Thread-safe; one use at a time. Who may use it is the admin endpoint's affair. Once closed it does nothing more, and
 * what is for a time stays as it is: a service that is ending shall not take up what it was told to stop.
 */
public final class Controls implements AutoCloseable {

    /** The logger of the trail. */
    public static final String LOGGER = "obs.control";

    private static final Duration USUAL_TIME = Duration.ofMinutes(10);

    private record Key(String control, String target) {}

    private record Limited(Timer timer, Instant until) {}

    private final boolean enabled;
    private final Clock clock;
    private final Failures failures;
    private final Timers timers;
    private final Trail trail;
    private final KillSwitches switches = new KillSwitches();
    private final Map<String, Control> controls = new ConcurrentSkipListMap<>();
    private final Map<Key, Limited> limited = new HashMap<>();
    private boolean closed;

    private Controls(ObservabilityConfig config, Clock clock, Failures failures) {
        enabled = config.get(CoreKeys.CONTROL_ENABLED);
        this.clock = clock;
        this.failures = failures;
        timers = new Timers("control", clock, failures);
        trail = new Trail(Masker.of(config), clock, failures);
        register(switches);
    }

    public static Controls create(ObservabilityConfig config, Clock clock, Failures failures) {
        return new Controls(config, clock, failures);
    }

    /** What is wrong with the settings: without a token, or without the admin endpoint, there is no control. */
    public static List<String> problems(ObservabilityConfig config) {
        String key = CoreKeys.CONTROL_ENABLED.name();
        if (!config.get(CoreKeys.CONTROL_ENABLED)) {
            return List.of();
        }
        if (!config.get(CoreKeys.ADMIN_ENABLED)) {
            return List.of(config.problem(key, "false, or true together with " + CoreKeys.ADMIN_ENABLED + "=true"));
        }
        return config.raw(CoreKeys.CONTROL_TOKEN.name()) == null
                ? List.of(config.problem(key, "false, or true together with " + CoreKeys.CONTROL_TOKEN))
                : List.of();
    }

    /** Measures from now on. */
    public void wired(Meters meters) {
        switches.wired(meters);
        if (enabled) {
            trail.wired(meters);
            controls.keySet().forEach(trail::known);
        }
    }

    /** True where the configuration lets operators use it. */
    public boolean isEnabled() {
        return enabled;
    }

    /**
     * The kill switch of that name, declared by asking for it.
     *
     * @param name 1 to 64 letters, digits, dots, dashes and underscores; of any other name, and beyond a hundred, it is
     *     one that stays off
     */
    public KillSwitch killSwitch(String name) {
        return switches.named(requireNonNull(name, "name"));
    }

    /**
     * Lets operators use a control; of two with one name the first counts.
     *
     * @return takes it away again
     */
    public Registration register(Control control) {
        if (controls.putIfAbsent(control.name(), control) == null && enabled) {
            trail.known(control.name());
        }
        return () -> controls.remove(control.name(), control);
    }

    /**
     * Uses a control; never throws.
     *
     * @param control its name
     * @param fields what was asked: {@code name}, {@code action}, and where given {@code for}, {@code by}, {@code reason}
     * @param from the address of who asks
     */
    public synchronized ControlResult use(String control, Map<String, String> fields, String from) {
        Control known = controls.get(control);
        if (known == null) {
            ControlResult none = unknown("there is no such control", controls.keySet(), control);
            trail.used(Trail.UNKNOWN, null, from, none.outcome(), null);
            return none;
        }
        ControlUse use = null;
        ControlResult result;
        Instant until = null;
        try {
            use = ControlUse.of(fields, from);
            ControlAction action = action(known, use);
            Duration time = time(action, use);
            if (!known.targets().contains(use.target())) {
                result = unknown("no " + control + " has that name", known.targets(), use.target());
            } else {
                String state = known.apply(use.target(), use.action());
                until = limit(known, use.target(), time);
                result = done(known, use, state, until);
            }
        } catch (Wrong wrong) {
            result = new ControlResult(Outcome.INVALID, Map.of("error", wrong.sentence()));
        } catch (Throwable e) {
            failures.caught("control", e);
            result = new ControlResult(
                    Outcome.FAILED, Map.of("error", "failed: " + e.getClass().getSimpleName() + "; the log has more"));
        }
        trail.used(control, use, from, result.outcome(), until);
        return result;
    }

    /** Somebody tried who may not. */
    public void denied(String control, String from, String why) {
        trail.denied(known(control), from, why);
    }

    /** Somebody who may tried what was not to be understood. */
    public void invalid(String control, String from) {
        trail.used(known(control), null, from, Outcome.INVALID, null);
    }

    private String known(String control) {
        return controls.containsKey(control) ? control : Trail.UNKNOWN;
    }

    private static ControlAction action(Control control, ControlUse use) {
        List<ControlAction> actions = control.actions();
        return actions.stream()
                .filter(action -> action.name().equals(use.action()))
                .findFirst()
                .orElseThrow(() -> new Wrong("no such action; allowed: "
                        + String.join(
                                ", ", actions.stream().map(ControlAction::name).toList())));
    }

    private static @Nullable Duration time(ControlAction action, ControlUse use) {
        if (action.time() == Time.NONE && use.time() != null) {
            throw new Wrong(action.name() + " is not for a time; leave out for");
        }
        return action.time() == Time.LIMITED && use.time() == null ? USUAL_TIME : use.time();
    }

    /** Forgets the limit there was, and sets the new one if there is one; when it ends. */
    private @Nullable Instant limit(Control control, String target, @Nullable Duration time) {
        Key key = new Key(control.name(), target);
        Limited before = limited.remove(key);
        if (before != null) {
            timers.cancel(before.timer());
        }
        if (time == null || closed) {
            return null;
        }
        long now = clock.nanoTime();
        Instant until =
                Instant.EPOCH.plusNanos(clock.epochNanos(now)).plus(time).truncatedTo(ChronoUnit.SECONDS);
        Timer timer = timers.set(now + time.toNanos(), over -> expire(control, key, over));
        limited.put(key, new Limited(timer, until)); // it can't be over before: that takes this lock
        return until;
    }

    private synchronized void expire(Control control, Key key, Timer timer) {
        Limited current = limited.get(key);
        if (!closed && current != null && current.timer() == timer) { // else somebody was faster
            limited.remove(key);
            trail.expired(key.control(), key.target(), control.expire(key.target()));
        }
    }

    private static ControlResult done(Control control, ControlUse use, String state, @Nullable Instant until) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("control", control.name());
        facts.put("name", use.target());
        facts.put("action", use.action());
        facts.put("state", state);
        if (until != null) {
            facts.put("until", until.toString());
        }
        return new ControlResult(Outcome.DONE, facts);
    }

    private static ControlResult unknown(String sentence, Collection<String> known, String asked) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("error", sentence);
        facts.put("known", NearestNames.to(asked, known));
        return new ControlResult(Outcome.UNKNOWN, facts);
    }

    /** What can be changed and how it is now, for {@code /obs}. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("enabled", enabled);
        controls.forEach((name, control) -> facts.put(name, now(control)));
        return facts;
    }

    private Map<String, Object> now(Control control) {
        Map<String, Object> now = new TreeMap<>();
        try {
            now.putAll(control.now());
        } catch (Throwable e) {
            failures.caught("control", e);
            return Map.of("unknown", e.getClass().getSimpleName());
        }
        Set<Map.Entry<Key, Limited>> limits;
        synchronized (this) {
            limits = Map.copyOf(limited).entrySet();
        }
        limits.stream()
                .filter(limit -> limit.getKey().control().equals(control.name()))
                .forEach(limit -> now.computeIfPresent(
                        limit.getKey().target(),
                        (target, state) -> state + " until " + limit.getValue().until()));
        return now;
    }

    @Override
    public synchronized void close() {
        closed = true;
        timers.close();
        limited.clear();
    }
}
