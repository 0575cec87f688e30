package io.obs;

import io.obs.spi.Room;
import io.obs.spi.Wiring;
import java.util.function.Consumer;

/** A room that does what a test tells it. */
record TestRoom(String name, Consumer<Wiring> installing) implements Room {

    @Override
    public void install(Wiring wiring) {
        installing.accept(wiring);
    }
}
