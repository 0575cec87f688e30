package io.obs.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The source tree, as the tests of this module walk it. */
final class House {

    /** The directory of the parent pom. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private House() {}

    /** The directories of the published libraries: those with a module descriptor. */
    static List<Path> libraries() {
        return find(path -> path.endsWith("src/main/java/module-info.java")).stream()
                .map(descriptor -> descriptor.resolve("../../../..").normalize())
                .toList();
    }

    /** The Java files that are published. */
    static List<Path> mainSources() {
        return libraries().stream()
                .map(library -> library.resolve("src/main/java"))
                .flatMap(sources ->
                        find(path -> path.startsWith(sources) && path.toString().endsWith(".java")).stream())
                .toList();
    }

    /** All files that somebody wrote and that satisfy the predicate, sorted. */
    static List<Path> find(Predicate<Path> predicate) {
        try (Stream<Path> paths = Files.walk(ROOT)) {
            return paths.filter(path -> isWritten(ROOT.relativize(path)))
                    .filter(Files::isRegularFile)
                    .filter(predicate)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWritten(Path relative) {
        for (Path name : relative) {
            if (name.toString().equals("target") || name.toString().equals(".git")) {
                return false;
            }
        }
        return true;
    }
}
