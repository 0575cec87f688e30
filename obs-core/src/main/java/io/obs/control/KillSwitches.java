package io.obs.control;

import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.control.ControlAction.Time;
import io.obs.pipeline.Meters;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** The kill switches that the service has asked for by name; at most as many as a label has values. Thread-safe. */
final class KillSwitches implements Control {

    private static final String ON = "on";
    private static final String OFF = "off";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Map<String, KillSwitch> switches = new ConcurrentHashMap<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Meters meters = Meters.noop();

    /** Shows those that are declared from now on. */
    void wired(Meters measuring) {
        meters = measuring;
    }

    /** The switch of that name; one that nobody can turn on where the name is no name, or there are too many. */
    KillSwitch named(String name) {
        KillSwitch known = switches.get(name);
        return known != null ? known : declare(name);
    }

    private synchronized KillSwitch declare(String name) {
        KillSwitch known = switches.get(name);
        if (known != null) {
            return known;
        }
        KillSwitch made = new KillSwitch(name);
        if (!NAME.matcher(name).matches()) {
            refuse("its name is not of 1 to 64 letters, digits, dots, dashes and underscores");
        } else if (switches.size() >= Label.DEFAULT_CAP) {
            refuse("there are " + Label.DEFAULT_CAP + " already");
        } else {
            switches.put(name, made);
            meters.gauge(Catalog.OBS_KILL_SWITCH_ON, () -> made.isOn() ? 1 : 0, name);
        }
        return made;
    }

    private void refuse(String reason) {
        if (told.compareAndSet(false, true)) {
            LoggerFactory.getLogger("obs").warn("obs: a kill switch stays off for ever: {}", reason);
        }
    }

    @Override
    public String name() {
        return "switch";
    }

    @Override
    public List<ControlAction> actions() {
        return List.of(new ControlAction(ON, Time.OPTIONAL), new ControlAction(OFF, Time.NONE));
    }

    @Override
    public Collection<String> targets() {
        return switches.keySet();
    }

    @Override
    public String apply(String target, String action) {
        named(target).turn(action.equals(ON));
        return action;
    }

    @Override
    public String expire(String target) {
        return apply(target, OFF);
    }

    @Override
    public Map<String, Object> now() {
        Map<String, Object> now = new TreeMap<>();
        switches.forEach((name, one) -> now.put(name, one.isOn() ? ON : OFF));
        return now;
    }
}
