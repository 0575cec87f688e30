package io.obs.spring.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tasks are called, whose texts differ from process to process. */
class TaskNameTest {

    @ParameterizedTest
    @CsvSource({
        "com.acme.Sweeper.sweep, Sweeper.sweep, com.acme.Sweeper.sweep",
        "com.acme.Shop$Sweeper.sweep, Sweeper.sweep, com.acme.Shop$Sweeper.sweep",
        "com.acme.Shop$1.run, Shop$1.run, com.acme.Shop$1.run",
        "com.acme.Sweeper$$SpringCGLIB$$0.sweep, Sweeper.sweep, com.acme.Sweeper.sweep",
        "com.acme.Shop$$Lambda/0x00007f1d3c0a5000@5e91993f, Shop, com.acme.Shop",
        "com.acme.Shop$Sweep@1b2c, Sweep, com.acme.Shop$Sweep",
        "'Sweep[id=1]', Sweep, Sweep",
        "'[1, 2]', scheduled, scheduled",
        "'', scheduled, scheduled"
    })
    void name_isTheSameInEachProcess(String text, String shortly, String full) {
        assertThat(TaskName.of(text).shortly()).isEqualTo(shortly);
        assertThat(TaskName.of(text).full()).isEqualTo(full);
    }
}
