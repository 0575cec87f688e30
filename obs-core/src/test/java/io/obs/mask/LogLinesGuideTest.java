package io.obs.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the guide says of secrets is so. */
class LogLinesGuideTest {

    @Test
    void examples_areMaskedAsThePageSays() throws IOException {
        List<String> examples = Files.readAllLines(Path.of("..", "docs", "guide", "log-lines.md")).stream()
                .filter(line -> line.contains(" => "))
                .toList();
        assertThat(examples).hasSize(7).allSatisfy(example -> {
            int arrow = example.indexOf(" => ");
            assertThat(Masker.standard().mask(example.substring(0, arrow))).isEqualTo(example.substring(arrow + 4));
        });
    }
}
