package io.obs.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must be true of the files, as somebody reads them. */
class FilesTest {

    private static final int LONGEST = 500;
    private static final Set<String> WRITTEN = Set.of("java", "xml", "sh", "py");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public (?:[a-z-]+ )*(?:class|interface|record|enum|@interface) ", Pattern.MULTILINE);

    @Test
    void file_isShort() {
        assertThat(House.find(path -> WRITTEN.contains(extension(path))))
                .isNotEmpty()
                .filteredOn(file -> House.read(file).lines().count() > LONGEST)
                .isEmpty();
    }

    @Test
    void publicType_saysWhatItIsFor() {
        assertThat(House.mainSources())
                .isNotEmpty()
                .filteredOn(file -> {
                    String text = House.read(file);
                    Matcher type = PUBLIC_TYPE.matcher(text);
                    return type.find() && !text.substring(0, type.start()).contains("/**");
                })
                .isEmpty();
    }

    @Test
    void package_saysWhatItIsFor() {
        assertThat(House.mainSources().stream()
                        .filter(file -> !file.endsWith("module-info.java"))
                        .map(file -> file.resolveSibling("package-info.java"))
                        .distinct())
                .isNotEmpty()
                .filteredOn(file ->
                        !Files.exists(file) || !House.read(file).matches("(?s)/\\*\\*.*\n@NullMarked\npackage .*"))
                .isEmpty();
    }

    /** The test kit alone spells them too: it reads what users read. */
    @Test
    void metric_isSpelledByTheCatalogueOnly() {
        Pattern spelled = Pattern.compile(Catalog.all().stream()
                .map(MetricSpec::name)
                .collect(Collectors.joining("|", "\"[^\"\\n]*\\b(?:", ")(?:_bucket|_sum|_count)?\\b[^\"\\n]*\"")));
        Path catalogue = Path.of("io/obs/catalog");
        assertThat(House.mainSources().stream()
                        .filter(file -> !file.getParent().endsWith(catalogue))
                        .filter(file -> !file.startsWith(House.ROOT.resolve("obs-testkit")))
                        .flatMap(file -> strays(spelled, file)))
                .isEmpty();
    }

    /**
     * Only by a constant (is an optional library there?), but for what the service itself runs and what is not initialised by
     * that: the JVM's main class, the class of a method that Spring schedules, and those of the container's servlets.
     */
    @Test
    void class_isNamedByNoData() {
        Pattern named = Pattern.compile("(?:\\bforName|\\bloadClass)\\((?!\\s*\")[^;]*;");
        assertThat(House.mainSources().stream()
                        .filter(file -> !file.endsWith("io/obs/config/MainJar.java"))
                        .filter(file -> !file.endsWith("io/obs/spring/task/TaskMarks.java"))
                        .filter(file -> !file.endsWith("io/obs/servlet/ServletMethods.java"))
                        .flatMap(file -> strays(named, file)))
                .isEmpty();
    }

    private static Stream<String> strays(Pattern pattern, Path file) {
        return pattern.matcher(House.read(file))
                .results()
                .map(match -> House.ROOT.relativize(file) + ": " + match.group());
    }

    private static String extension(Path path) {
        String name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
