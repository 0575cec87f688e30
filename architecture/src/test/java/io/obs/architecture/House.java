package io.obs.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The source tree, as the tests of this module walk it. */
final class House {

    /** The directory of the parent pom. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Set<String> BUILT = Set.of("target", ".git");
    private static final List<Path> WRITTEN = written();

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

    /** The files that somebody wrote and that satisfy the predicate. */
    static List<Path> find(Predicate<Path> predicate) {
        return WRITTEN.stream().filter(predicate).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> written() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return BUILT.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
