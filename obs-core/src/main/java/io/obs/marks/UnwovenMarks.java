package io.obs.marks;

import io.obs.spi.MarkObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The methods of a service that are marked with {@code @ObservedJob}, but were not woven: their calls are no jobs, unless
 * they go through a proxy. They are looked for in the class files, by a thread of its own that loads no class and gives
 * up in time.
 *
 * <p>Used by one thread.
 */
public final class UnwovenMarks {

    private static final int NAMED = 20;

    private final long deadline;
    private final Duration time;
    private final Supplier<Places> places;
    private final Thread thread;
    private final List<Mark> found = new ArrayList<>(); // guarded by itself
    private volatile boolean complete;

    private UnwovenMarks(Duration time, Supplier<Places> places) {
        this.time = time;
        this.places = places;
        deadline = System.nanoTime() + time.toNanos();
        thread = new Thread(null, this::look, "obs-marks", 0, false);
        thread.setDaemon(true);
    }

    /**
     * Begins to look.
     *
     * @param time how long at most; zero does not look
     */
    public static UnwovenMarks look(Duration time) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return look(time, () -> Places.ofProcess(loader));
    }

    static UnwovenMarks look(Duration time, Supplier<Places> places) {
        UnwovenMarks marks = new UnwovenMarks(time, places);
        if (!time.isZero()) {
            marks.thread.start();
        }
        return marks;
    }

    /**
     * What the start line says of them; empty where all is well. Waits until they are found, or time is over.
     *
     * @param observer who observes some of them all the same
     */
    public Optional<String> sentence(MarkObserver observer) {
        if (time.isZero()) {
            return Optional.empty();
        }
        boolean whole = isComplete();
        List<Mark> marks;
        synchronized (found) {
            marks = List.copyOf(found);
        }
        List<String> methods = marks.stream()
                .flatMap(mark -> Stream.ofNullable(mark.named(observer)))
                .distinct()
                .sorted()
                .toList();
        if (methods.isEmpty()) {
            return whole
                    ? Optional.empty()
                    : Optional.of("a whole search for methods that are marked with @ObservedJob and not woven: it ended"
                            + " after " + time.toMillis() + "ms (obs.job.scan)");
        }
        String names = String.join(", ", methods.subList(0, Math.min(NAMED, methods.size())));
        int more = methods.size() - NAMED;
        return Optional.of(
                "methods that are marked with @ObservedJob and not woven (obs-maven-plugin does it; until then"
                        + " only calls through a proxy are jobs): " + names + (more > 0 ? " and " + more + " more" : "")
                        + (whole ? "" : ", and perhaps others: the search ended after " + time.toMillis() + "ms"));
    }

    private boolean isComplete() {
        try {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left > 0) {
                thread.join(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return complete;
    }

    private void look() {
        complete = new Search(this::isOver, this::add).lookInto(places.get());
    }

    private boolean isOver() {
        return System.nanoTime() - deadline >= 0;
    }

    private void add(List<Mark> marks) {
        synchronized (found) {
            found.addAll(marks);
        }
    }
}
