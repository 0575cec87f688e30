package io.obs.config;

import java.io.IOException;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Asks the jar of the program's main class for its version. */
final class MainJar {

    private MainJar() {}

    /** The Implementation-Version of what {@code java} was started with, as far as the JVM tells. */
    static Optional<String> version() {
        return version(System.getProperty("sun.java.command", ""));
    }

    /** @param command a jar or a main class (perhaps after its module's name and a slash), and arguments */
    static Optional<String> version(String command) {
        String main = command.strip().split("\\s", 2)[0];
        return (main.endsWith(".jar") ? ofJar(main) : ofClass(main.substring(main.indexOf('/') + 1)))
                .filter(text -> !text.isBlank());
    }

    private static Optional<String> ofJar(String path) {
        try (JarFile jar = new JarFile(path)) {
            return Optional.ofNullable(jar.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        } catch (IOException noSuchJar) {
            return Optional.empty(); // the version stays unknown, as the start line says
        }
    }

    private static Optional<String> ofClass(String name) {
        try {
            return Optional.ofNullable(Class.forName(name, false, ClassLoader.getSystemClassLoader())
                            .getPackage())
                    .map(Package::getImplementationVersion);
        } catch (ClassNotFoundException | LinkageError noSuchClass) {
            return Optional.empty(); // started by something that has no main class of its own
        }
    }
}
