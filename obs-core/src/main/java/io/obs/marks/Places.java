package io.obs.marks;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a service's own classes may be: directories, in which all are its own, and archives, in which those are whose
 * package begins as that of its main class does; in a web application, whose main class is the container's, as those
 * of {@code WEB-INF/classes}.
 */
final class Places {

    private static final Attributes.Name START_CLASS = new Attributes.Name("Start-Class");

    private final Set<Path> directories = new LinkedHashSet<>();
    private final Set<Path> archives = new LinkedHashSet<>();
    private @Nullable String mainClass;

    private Places() {}

    /**
     * Those of this process.
     *
     * @param loader the service's class loader, which in a container is not that of the class path
     */
    static Places ofProcess(@Nullable ClassLoader loader) {
        return of(
                System.getProperty("java.class.path", ""),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("sun.java.command", ""),
                loader);
    }

    static Places of(String classPath, String modulePath, String command, @Nullable ClassLoader loader) {
        Places places = new Places();
        String main = command.strip().split("\\s", 2)[0];
        if (!isArchive(main)) {
            places.mainClass = main.substring(main.indexOf('/') + 1);
        }
        places.add(classPath);
        places.add(modulePath);
        for (ClassLoader at = loader; at != null; at = at.getParent()) {
            if (at instanceof URLClassLoader urls) {
                places.add(List.of(urls.getURLs()));
            }
        }
        if (loader != null) {
            places.addRoots(loader);
        }
        return places;
    }

    private void add(String path) {
        for (String entry : path.split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                try {
                    add(Path.of(entry));
                } catch (InvalidPathException noPlace) {
                    // the JVM finds no class there either
                }
            }
        }
    }

    /** Of a container's loader that does not tell its addresses. */
    private void addRoots(ClassLoader loader) {
        try {
            add(Collections.list(loader.getResources("")));
        } catch (IOException | RuntimeException closed) {
            // nothing can be loaded from it
        }
    }

    private void add(List<URL> urls) {
        for (URL url : urls) {
            try {
                if (url.getProtocol().equals("file")) {
                    add(Path.of(url.toURI()));
                }
            } catch (URISyntaxException | IllegalArgumentException noFile) {
                // an address that no file has
            }
        }
    }

    private void add(Path entry) {
        if (Files.isDirectory(entry)) {
            if (directories.add(entry)) {
                addArchivesIn(entry);
                Path libraries = entry.resolveSibling("lib");
                if (isOfWebApplication(entry) && Files.isDirectory(libraries)) {
                    addArchivesIn(libraries);
                }
            }
        } else if (isArchive(entry.toString()) && Files.isRegularFile(entry) && archives.add(entry)) {
            readManifest(entry);
        }
    }

    private static boolean isArchive(String name) {
        return name.endsWith(".jar") || name.endsWith(".war");
    }

    static boolean isOfWebApplication(Path directory) {
        return directory.endsWith(Path.of("WEB-INF", "classes"));
    }

    /** A directory of the module path holds archives. */
    private void addArchivesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".jar")).forEach(archives::add);
        } catch (IOException notReadable) {
            directories.remove(directory);
        }
    }

    /** What {@code java -jar} was given names its main class and further entries of the class path. */
    private void readManifest(Path archive) {
        if (mainClass != null || archives.size() > 1) {
            return;
        }
        try (JarFile jar = new JarFile(archive.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return;
            }
            Attributes attributes = manifest.getMainAttributes();
            String start = attributes.getValue(START_CLASS);
            mainClass = start == null ? attributes.getValue(Attributes.Name.MAIN_CLASS) : start;
            String further = attributes.getValue(Attributes.Name.CLASS_PATH);
            if (further != null) {
                for (String entry : further.strip().split("\\s+", -1)) {
                    addBeside(archive, entry);
                }
            }
        } catch (IOException notReadable) {
            archives.remove(archive);
        }
    }

    private void addBeside(Path archive, String entry) {
        try {
            add(Path.of(archive.toUri().resolve(entry)));
        } catch (IllegalArgumentException noFile) {
            // the JVM finds no class there either
        }
    }

    List<Path> directories() {
        return List.copyOf(directories);
    }

    /** The small ones first: these are cheap to look into, and a service's own are mostly among them. */
    List<Path> archives() {
        return archives.stream()
                .sorted(Comparator.comparingLong(archive -> archive.toFile().length()))
                .toList();
    }

    /** How the entries of archives begin that are of the main class's packages; none where it is not known. */
    Set<String> prefixes() {
        String main = mainClass;
        return main == null ? Set.of() : prefixes(main.replace('.', '/'));
    }

    /** The first two parts of a class's package, or the one that there is; none for a class without. */
    static Set<String> prefixes(String classFile) {
        String[] parts = classFile.split("/", -1);
        return switch (parts.length) {
            case 1 -> Set.of();
            case 2 -> Set.of(parts[0] + "/");
            default -> Set.of(parts[0] + "/" + parts[1] + "/");
        };
    }
}
