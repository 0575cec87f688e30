package io.obs.breaker;

import io.obs.Observability;
import io.obs.control.Control;
import io.obs.control.ControlAction;
import io.obs.control.ControlAction.Time;
import io.obs.pipeline.Meters.Registration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Lets operators open, close and reset the breakers that are shown, by their dependency. Thread-safe. */
final class BreakerControl implements Control {

    private static final String OPEN = "open";
    private static final String CLOSE = "close";
    private static final String RESET = "reset";

    private record Breaker(String dependency, Supplier<BreakerState> state, BreakerCommands commands) {}

    /** In the order in which they came; several may protect one dependency. */
    private final List<Breaker> breakers = new CopyOnWriteArrayList<>();

    private BreakerControl() {}

    /** The one of an obs. */
    static BreakerControl of(Observability obs) {
        return obs.pipeline().shared(BreakerControl.class, pipeline -> {
            BreakerControl made = new BreakerControl();
            obs.controls().register(made);
            return made;
        });
    }

    Registration add(String dependency, Supplier<BreakerState> state, BreakerCommands commands) {
        Breaker breaker = new Breaker(dependency, state, commands);
        breakers.add(breaker);
        return () -> breakers.remove(breaker);
    }

    @Override
    public String name() {
        return "breaker";
    }

    @Override
    public List<ControlAction> actions() {
        return List.of(
                new ControlAction(OPEN, Time.NONE),
                new ControlAction(CLOSE, Time.NONE),
                new ControlAction(RESET, Time.NONE));
    }

    @Override
    public Collection<String> targets() {
        return breakers.stream().map(Breaker::dependency).distinct().toList();
    }

    @Override
    public String apply(String target, String action) {
        for (Breaker breaker : breakers) {
            if (breaker.dependency().equals(target)) {
                switch (action) {
                    case OPEN -> breaker.commands().forceOpen();
                    case CLOSE -> breaker.commands().close();
                    case RESET -> breaker.commands().reset();
                    default -> throw new IllegalArgumentException(action);
                }
            }
        }
        return String.valueOf(now().get(target));
    }

    @Override
    public Map<String, Object> now() {
        Map<String, Object> now = new TreeMap<>();
        breakers.forEach(
                breaker -> now.put(breaker.dependency(), breaker.state().get().name()));
        return now;
    }
}
