package io.obs.maven;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Java sources of a test, compiled into a directory and woven there. */
final class Sources {

    private final Path directory;
    private final Path classes;

    Sources(Path directory) {
        this.directory = directory;
        this.classes = directory.resolve("classes");
    }

    /** Adds a class of the package {@code sample}, by the text of its body, after the imports that all have. */
    Sources add(String name, String body) {
        return write(
                name, "package sample;\nimport io.obs.job.*;\nimport java.util.*;\nimport java.io.*;\n" + body + "\n");
    }

    /** Adds the sample that is a file. */
    Sources addSample() {
        try {
            return write("Service", Files.readString(Path.of("src/test/resources/sample/Service.java")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Sources write(String name, String text) {
        try {
            Files.createDirectories(directory.resolve("sample"));
            Files.writeString(directory.resolve("sample").resolve(name + ".java"), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles the named ones, or all, for the Java that the tests run on. */
    Sources compile(String... names) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none", "-g", "-cp"));
        arguments.add(classes + System.getProperty("path.separator") + System.getProperty("java.class.path"));
        try (Stream<Path> files = Files.list(directory.resolve("sample"))) {
            files.filter(file ->
                            names.length == 0 || Arrays.stream(names).anyMatch(name -> file.endsWith(name + ".java")))
                    .forEach(file -> arguments.add(file.toString()));
        }
        Files.createDirectories(classes);
        StringWriter said = new StringWriter();
        List<String> options = arguments.stream()
                .filter(argument -> !argument.endsWith(".java"))
                .toList();
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        options,
                        null,
                        compiler.getStandardFileManager(null, null, null)
                                .getJavaFileObjectsFromStrings(arguments.stream()
                                        .filter(argument -> argument.endsWith(".java"))
                                        .toList()))
                .call();
        if (!compiled) {
            throw new IllegalArgumentException(said.toString());
        }
        return this;
    }

    WeaveReport weave() throws IOException {
        return weave(true);
    }

    WeaveReport weave(boolean strict) throws IOException {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(Path::of)
                .toList();
        try (Weaver weaver = new Weaver(classes, classPath)) {
            return weaver.weave(strict);
        }
    }

    /** A class of the sample, in a loader of its own. */
    Class<?> load(String name) {
        return load(name, getClass().getClassLoader());
    }

    Class<?> load(String name, ClassLoader above) {
        try {
            URL[] urls = {classes.toUri().toURL()};
            return new URLClassLoader(urls, above).loadClass("sample." + name);
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    Path file(String name) {
        return classes.resolve("sample").resolve(name + ".class");
    }

    /** All class files, by name. */
    Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(classes.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return content;
    }
}
