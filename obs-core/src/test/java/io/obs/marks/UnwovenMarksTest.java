package io.obs.marks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.job.Field;
import io.obs.job.ObservedJob;
import io.obs.job.Woven;
import io.obs.spi.MarkObserver;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnwovenMarksTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final MarkObserver NOBODY = (type, method, descriptor) -> false;
    private static final String MARKED = Marked.class.getName();

    @TempDir
    private Path directory;

    interface Above<T> {
        @ObservedJob
        T overridden(T value);
    }

    static class Marked implements Above<String> {
        final long number = 5L;

        @ObservedJob(
                value = "one",
                reasons = {})
        static int one(@Field("id") int id) {
            return id;
        }

        @Override
        @ObservedJob
        public String overridden(String value) {
            return value;
        }

        @Deprecated
        void unmarked() {
            Runnable task = () -> overridden("");
            task.run();
        }
    }

    @Woven
    static class WovenOnes {
        @ObservedJob
        void one() {}
    }

    /** Holds the annotation's name and uses it not. */
    static class Reader {
        ObservedJob read;
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in =
                type.getResourceAsStream(type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class")) {
            return in.readAllBytes();
        }
    }

    private static String entry(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private Path classes(Class<?>... types) throws IOException {
        Path root = Files.createTempDirectory(directory, "classes");
        for (Class<?> type : types) {
            Path file = root.resolve(entry(type));
            Files.createDirectories(file.getParent());
            Files.write(file, classFile(type));
        }
        return root;
    }

    private Path jar(String name, String under, Manifest manifest, Class<?>... types) throws IOException {
        Path jar = directory.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : types) {
                out.putNextEntry(new JarEntry(under + entry(type)));
                out.write(classFile(type));
            }
        }
        return jar;
    }

    private static Manifest manifest(String... attributes) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (int i = 0; i < attributes.length; i += 2) {
            manifest.getMainAttributes().putValue(attributes[i], attributes[i + 1]);
        }
        return manifest;
    }

    private static String sentence(Places places) {
        return UnwovenMarks.look(LONG, () -> places).sentence(NOBODY).orElse("");
    }

    private static Places classPath(String command, Path... entries) {
        return Places.of(
                String.join(
                        File.pathSeparator,
                        List.of(entries).stream().map(Path::toString).toList()),
                "",
                command,
                null);
    }

    @Test
    void markedMethods_areFoundInTheClassFile() throws IOException {
        assertThat(ClassMarks.unwoven(classFile(Marked.class)))
                .containsExactlyInAnyOrder(
                        new Mark(MARKED, "one", "(I)I", false, false),
                        new Mark(MARKED, "overridden", "(Ljava/lang/String;)Ljava/lang/String;", false, true));
        assertThat(ClassMarks.unwoven(classFile(Above.class)))
                .containsExactly(new Mark(
                        Above.class.getName(), "overridden", "(Ljava/lang/Object;)Ljava/lang/Object;", true, false));
        assertThat(ClassMarks.unwoven(classFile(WovenOnes.class))).isEmpty();
        assertThat(ClassMarks.unwoven(classFile(Reader.class))).isEmpty();
    }

    @Test
    void fileThatOnlyLooksLikeAClass_isRefused() {
        byte[] file = "no class, but Lio/obs/job/ObservedJob;".getBytes(US_ASCII);
        assertThatThrownBy(() -> ClassMarks.unwoven(file)).isInstanceOf(IOException.class);
    }

    @Test
    void directory_isSearchedWhole() throws IOException {
        Path root = classes(Marked.class, WovenOnes.class, Reader.class);
        Files.writeString(root.resolve("broken.class"), "Lio/obs/job/ObservedJob;");

        assertThat(sentence(classPath("com.acme.Main", root)))
                .isEqualTo(
                        "methods that are marked with @ObservedJob and not woven (obs-maven-plugin does it; until then"
                                + " only calls through a proxy are jobs): " + MARKED + ".one, " + MARKED
                                + ".overridden");
    }

    @Test
    void whatAFrameworkObserves_isNamedOnlyForItsOwnClasssCalls() throws IOException {
        Places places = classPath("com.acme.Main", classes(Marked.class, Above.class));

        assertThat(UnwovenMarks.look(LONG, () -> places).sentence((type, method, descriptor) -> true))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).endsWith(": " + MARKED + ".overridden (where its own class calls it)"));
        assertThat(UnwovenMarks.look(LONG, () -> places)
                        .sentence((type, method, descriptor) -> descriptor.equals("(I)I")))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .endsWith(": " + Above.class.getName() + ".overridden (by a proxy only), " + MARKED
                                + ".overridden"));
    }

    @Test
    void nothingUnwoven_needsNoWord() throws IOException {
        assertThat(sentence(classPath("com.acme.Main", classes(WovenOnes.class))))
                .isEmpty();
    }

    @Test
    void archive_isSearchedForThePackagesOfTheMainClass() throws IOException {
        Path jar = jar("lib.jar", "", manifest(), Marked.class);

        assertThat(sentence(classPath("io.obs.service.Main --port 80", jar))).contains(MARKED);
        assertThat(sentence(classPath("acme/io.obs.Main", jar))).contains(MARKED);
        assertThat(sentence(classPath("com.acme.Main", jar))).isEmpty();
        assertThat(sentence(classPath("", jar))).isEmpty();
    }

    @Test
    void startedJar_namesItsMainClassAndFurtherEntries() throws IOException {
        jar("lib.jar", "", manifest(), Marked.class);
        Path app = jar("app.jar", "", manifest("Main-Class", "io.obs.service.Main", "Class-Path", "lib.jar gone.jar"));

        assertThat(sentence(classPath(app + " --port 80", app))).contains(MARKED);
    }

    @Test
    void startedJarOfSpringBoot_isSearchedInside() throws IOException {
        Path app = jar(
                "boot.jar",
                "BOOT-INF/classes/",
                manifest("Main-Class", "org.springframework.boot.loader.launch.JarLauncher", "Start-Class", "a.b.c.D"),
                Marked.class);

        assertThat(sentence(classPath(app.toString(), app))).contains(MARKED);
    }

    @Test
    void modulePath_isSearchedToo() throws IOException {
        jar("module.jar", "", manifest(), Marked.class);

        assertThat(sentence(Places.of("", directory.toString(), "io.obs/io.obs.service.Main", null)))
                .contains(MARKED);
    }

    @Test
    void classesOfAContainersLoader_areSearched() throws IOException {
        URL[] urls = {classes(Marked.class).toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            assertThat(sentence(Places.of("", "", "org.acme.Container", loader)))
                    .contains(MARKED);
        }
    }

    @Test
    void searchThatTakesTooLong_isGivenUpAndSaysSo() throws IOException {
        Places places = classPath("com.acme.Main", classes(Marked.class));
        UnwovenMarks marks = UnwovenMarks.look(Duration.ofNanos(1), () -> places);

        assertThat(marks.sentence(NOBODY))
                .hasValue(
                        "a whole search for methods that are marked with @ObservedJob and not woven: it ended after 0ms"
                                + " (obs.job.scan)");
    }

    @Test
    void noTime_isNoSearch() throws IOException {
        Places places = classPath("com.acme.Main", classes(Marked.class));

        assertThat(UnwovenMarks.look(Duration.ZERO, () -> places).sentence(NOBODY))
                .isEmpty();
    }
}
