package io.obs.spring;

import io.obs.config.ConfigKey;
import io.obs.spi.Room;
import io.obs.spi.Wiring;
import java.util.List;

/** Makes the starter's keys known, and says in the start line what it leaves to others. Used once. */
final class SpringRoom implements Room {

    private final List<String> leftOut;

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
    }
}
