package io.obs.marks;

import io.obs.spi.MarkObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a service that are marked with {@code @ObservedJob}, but were not woven: their calls are no jobs, unless
 * they go through a proxy. They are looked for in the class files, by a thread of its own that loads no class and gives
 * up in time.
 *
 * <p>Used by one thread.
 */
public final class UnwovenMarks {

    private static final int NAMED = 20;
    private static final String SPRING_BOOT = "BOOT-INF/classes/";

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
        complete = lookInto(places.get());
    }

    private boolean lookInto(Places places) {
        for (Path directory : places.directories()) {
            if (!lookInto(directory)) {
                return false;
            }
        }
        String prefix = places.prefix();
        for (Path archive : places.archives()) {
            if (isOver() || !lookInto(archive, prefix)) {
                return false;
            }
        }
        return true;
    }

    private boolean lookInto(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".class")).allMatch(file -> {
                if (isOver()) {
                    return false;
                }
                try {
                    add(Files.readAllBytes(file));
                } catch (IOException notReadable) {
                    return true; // nor could the JVM load it
                }
                return true;
            });
        } catch (IOException | RuntimeException notReadable) {
            return true; // gone meanwhile, or not for us
        }
    }

    private boolean lookInto(Path archive, @Nullable String prefix) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (isOver()) {
                    return false;
                }
                if (isOwn(entry.getName(), prefix)) {
                    add(zip.getInputStream(entry).readAllBytes());
                }
            }
        } catch (IOException | RuntimeException notReadable) {
            return true; // no archive; nor could the JVM load anything from it
        }
        return true;
    }

    private static boolean isOwn(String entry, @Nullable String prefix) {
        return entry.endsWith(".class")
                && (entry.startsWith(SPRING_BOOT) || (prefix != null && entry.startsWith(prefix)));
    }

    private boolean isOver() {
        return System.nanoTime() - deadline >= 0;
    }

    private void add(byte[] classFile) throws IOException {
        List<Mark> methods = ClassMarks.unwoven(classFile);
        synchronized (found) {
            found.addAll(methods);
        }
    }
}
