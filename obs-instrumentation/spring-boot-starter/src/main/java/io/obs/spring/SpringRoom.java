package io.obs.spring;

import io.obs.config.ConfigKey;
import io.obs.spi.MarkObserver;
import io.obs.spi.Room;
import io.obs.spi.Wiring;
import java.util.List;
import java.util.function.Consumer;

/** Makes the starter's keys known, says in the start line what it leaves to others, and holds that back. Used once. */
final class SpringRoom implements Room {

    private final List<String> leftOut;
    private Consumer<MarkObserver> startLine = untold -> {};

    SpringRoom(List<String> leftOut) {
        this.leftOut = List.copyOf(leftOut);
    }

    @Override
    public String name() {
        return "spring";
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return SpringKeys.ALL;
    }

    @Override
    public void install(Wiring wiring) {
        leftOut.forEach(wiring::leftOut);
        startLine = wiring.startLineLater();
    }

    /** To be told who observes which marked methods, once it is installed and all beans are there. */
    Consumer<MarkObserver> startLine() {
        return startLine;
    }
}
