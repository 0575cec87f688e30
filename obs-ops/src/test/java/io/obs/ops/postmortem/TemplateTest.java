package io.obs.ops.postmortem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void template_isTheOneThatPeopleCopy() throws Exception {
        assertThat(Template.text()).isEqualTo(Files.readString(Path.of("../docs/ops/postmortem-template.md")));
    }
}
