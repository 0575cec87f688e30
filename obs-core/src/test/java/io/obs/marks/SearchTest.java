package io.obs.marks;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.job.ObservedJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Web applications' and Spring Boot's archives, as their build tools lay them out. */
class SearchTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String CONTAINER = "org.apache.catalina.startup.Bootstrap start";
    private static final String MARKED = Marked.class.getName() + ".run";

    @TempDir
    private Path directory;

    static class Marked {
        @ObservedJob
        void run() {}
    }

    static class Main {}

    private static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("SearchTest$" + type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        }
    }

    /** An archive with one marked class under this name. */
    private static byte[] library(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            put(out, "META-INF/MANIFEST.MF", new byte[0], ZipEntry.DEFLATED);
            put(out, entry, classFile(Marked.class), ZipEntry.DEFLATED);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream out, String name, byte[] content, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setCrc(crc.getValue());
            entry.setSize(content.length);
        }
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    /** An archive that has its libraries before its classes. */
    private Path started(String name, String root, int method, byte[]... libraries) throws IOException {
        Path archive = directory.resolve(name);
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (int i = 0; i < libraries.length; i++) {
                put(out, root + "/lib/" + i + ".jar", libraries[i], method);
            }
            put(out, root + "/classes/io/obs/service/Main.class", classFile(Main.class), ZipEntry.DEFLATED);
        }
        return archive;
    }

    private static Places running(Path archive) {
        return Places.of(archive.toString(), "", archive.toString(), null);
    }

    private static String sentence(Duration time, Places places) {
        return UnwovenMarks.look(time, () -> places)
                .sentence((type, method, descriptor) -> false)
                .orElse("");
    }

    private Path webApplication(String libraryEntry) throws IOException {
        Path root = Files.createDirectories(directory.resolve("app/WEB-INF"));
        Path main = root.resolve("classes/io/obs/service/Main.class");
        Files.createDirectories(main.getParent());
        Files.write(main, classFile(Main.class));
        Files.write(Files.createDirectory(root.resolve("lib")).resolve("own.jar"), library(libraryEntry));
        return root;
    }

    @ParameterizedTest
    @CsvSource({"io/obs/jobs/Marked.class, true", "org/apache/Marked.class, false", "com/acme/Marked.class, false"})
    void librariesOfAWebApplication_areSearchedForItsPackages(String entry, boolean named) throws IOException {
        Path root = webApplication(entry);
        URL[] urls = {
            root.resolve("classes/").toUri().toURL(),
            root.resolve("lib/own.jar").toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            assertThat(sentence(LONG, Places.of("", "", CONTAINER, loader)).contains(MARKED))
                    .isEqualTo(named);
        }
    }

    @Test
    void librariesOfAWebApplication_areFoundWithALoaderThatHidesItsAddresses() throws IOException {
        URL[] urls = {
            webApplication("io/obs/jobs/Marked.class")
                    .resolve("classes")
                    .toUri()
                    .toURL()
        };
        try (URLClassLoader hidden = new URLClassLoader(urls, null)) {
            ClassLoader loader = new ClassLoader(null) {
                @Override
                protected Enumeration<URL> findResources(String name) throws IOException {
                    return hidden.findResources(name);
                }
            };
            assertThat(sentence(LONG, Places.of("", "", CONTAINER, loader))).contains(MARKED);
        }
    }

    @ParameterizedTest
    @CsvSource({"app.jar, BOOT-INF", "app.war, WEB-INF"})
    void librariesInAStartedArchive_areSearchedStoredOrDeflated(String name, String root) throws IOException {
        for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
            byte[] foreign = library("com/acme/Marked.class");
            assertThat(sentence(LONG, running(started(name, root, method, foreign))))
                    .isEmpty();
            assertThat(sentence(LONG, running(started(name, root, method, foreign, library("io/obs/Marked.class")))))
                    .contains(MARKED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
    void brokenLibrary_hidesNotTheOthers(int method) throws IOException {
        byte[] whole = library("io/obs/Marked.class");
        byte[] broken = Arrays.copyOf(whole, whole.length / 2);

        assertThat(sentence(LONG, running(started("app.jar", "BOOT-INF", method, new byte[0], broken, whole))))
                .contains(MARKED);
    }

    @ParameterizedTest
    @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
    void searchThatIsOverWithinALibrary_isNotWhole(int method) throws IOException {
        Places places = running(started("app.jar", "BOOT-INF", method, library("io/obs/Marked.class")));
        for (int looks = 0; ; looks++) {
            int[] left = {looks};
            boolean[] named = {false};
            boolean whole = new Search(() -> left[0]-- <= 0, marks -> named[0] |= !marks.isEmpty()).lookInto(places);
            if (whole) {
                assertThat(named[0]).isTrue();
                assertThat(looks).isGreaterThan(4); // also within the library, not only before it
                return;
            }
        }
    }

    @Test
    void noTime_isSaid_unlessNobodyWantedASearch() throws IOException {
        Places places = running(started("app.jar", "BOOT-INF", ZipEntry.STORED, library("io/obs/Marked.class")));

        assertThat(sentence(Duration.ofNanos(1), places)).contains("it ended after 0ms (obs.job.scan)");
        assertThat(sentence(Duration.ZERO, places)).isEmpty();
    }
}
