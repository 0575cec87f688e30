package io.obs.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.config.ConfigKey;
import io.obs.config.CoreKeys;
import io.obs.spi.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private final Readme readme = new Readme();

    ReadmeTest() throws IOException {}

    @Test
    void readme_isShort() {
        assertThat(readme.lines()).isLessThan(150);
    }

    @Test
    void code_isTheExample() throws IOException {
        String code = Files.readString(Path.of("src/main/java/io/obs/examples/hello/Hello.java"));

        assertThat(readme.block("java")).isEqualTo(code.substring(code.indexOf("import")));
        assertThat(code.lines().count()).isLessThan(30);
    }

    @Test
    void dependency_isTheExamples() throws IOException {
        String wanted = readme.block("xml").replaceAll("\\s+", "");
        String version = wanted.replaceAll(".*<version>(.*)</version>.*", "$1");

        assertThat(Files.readString(Path.of("pom.xml")).replaceAll("\\s+", ""))
                .contains(wanted.replaceAll("<version>.*</version>", ""))
                .contains("<version>" + version + "</version>");
    }

    @Test
    void links_leadSomewhere() {
        assertThat(readme.find("\\]\\(([^)#:]+)"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Readme.ROOT.resolve(link)).exists());
    }

    @Test
    void guide_listsItsPages() throws IOException {
        Path guide = Readme.ROOT.resolve("docs/guide");
        String index = Files.readString(guide.resolve("README.md"));

        try (Stream<Path> pages = Files.list(guide)) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(page -> !page.equals("README.md")))
                    .isNotEmpty()
                    .allSatisfy(page -> assertThat(index).contains("(" + page + ")"));
        }
    }

    @Test
    void variables_areRead() {
        Set<String> known = new HashSet<>();
        CoreKeys.ALL.forEach(key -> known.add(key.environmentName()));
        for (Room room : ServiceLoader.load(Room.class)) {
            room.keys().stream().map(ConfigKey::environmentName).forEach(known::add);
        }

        assertThat(known).containsAll(readme.find("(OBS_[A-Z_]+)"));
    }
}
