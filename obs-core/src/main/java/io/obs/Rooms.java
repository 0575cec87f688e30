package io.obs;

import io.obs.config.ConfigKey;
import io.obs.config.CoreKeys;
import io.obs.config.InvalidConfigurationException;
import io.obs.pipeline.Failures;
import io.obs.spi.Room;
import io.obs.spi.Wiring;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The rooms of one obs, in the order in which they are installed: that of the signals, then by name. */
final class Rooms {

    static final String LOGGING = "logging";

    private static final List<String> SIGNALS = List.of("tracing", LOGGING, "metrics");

    private static final Comparator<Room> ORDER =
            Comparator.<Room>comparingInt(Rooms::rank).thenComparing(Room::name);

    private final List<Room> rooms;

    private Rooms(List<Room> rooms) {
        this.rooms = rooms;
    }

    /** The installed ones, and those on the class path that no installed one replaces. */
    static Rooms of(Plan plan) {
        Map<String, Room> byName = new LinkedHashMap<>();
        plan.rooms().forEach(room -> byName.put(room.name(), room));
        if (plan.discover()) {
            discover(Thread.currentThread().getContextClassLoader(), byName);
            discover(Room.class.getClassLoader(), byName); // where the thread's loader is not the application's
        }
        return new Rooms(byName.values().stream().sorted(ORDER).toList());
    }

    private static void discover(@Nullable ClassLoader loader, Map<String, Room> byName) {
        try {
            ServiceLoader.load(Room.class, loader).forEach(room -> byName.putIfAbsent(room.name(), room));
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException("obs can't start: a room on the class path can't be loaded: " + e, e);
        }
    }

    private static int rank(Room room) {
        int at = SIGNALS.indexOf(room.name());
        return at < 0 ? SIGNALS.size() : at;
    }

    List<String> names() {
        return rooms.stream().map(Room::name).toList();
    }

    /** The declared keys, the core's first. */
    List<ConfigKey<?>> keys() {
        List<ConfigKey<?>> keys = new ArrayList<>(CoreKeys.ALL);
        rooms.forEach(room -> keys.addAll(room.keys()));
        return keys;
    }

    /** Lets each room in. What one throws stops init, unless wrong settings explain it: then they are told. */
    void installInto(Wiring wiring, CurrentRoom current) {
        for (Room room : rooms) {
            current.is(room.name());
            try {
                room.install(wiring);
            } catch (InvalidConfigurationException e) {
                e.problems().forEach(wiring::problem);
            } catch (Throwable e) {
                if (Failures.isFatal(e)) {
                    throw e;
                }
                throw new IllegalStateException(
                        "obs can't start: room " + room.name() + " ("
                                + room.getClass().getName() + ") failed: " + e,
                        e);
            }
        }
    }

    /** Hears which room is being installed. */
    @FunctionalInterface
    interface CurrentRoom {
        void is(String name);
    }
}
