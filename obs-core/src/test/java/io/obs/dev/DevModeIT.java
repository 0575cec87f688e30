package io.obs.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.FaultyShop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, because the context's storage can be watched only before it is used. */
class DevModeIT {

    @Test
    void fault_isToldOnceWithItsPlace() throws Exception {
        List<String> warnings = run("true");
        assertThat(warnings)
                .hasSize(4)
                .anySatisfy(
                        line -> assertThat(line)
                                .contains(
                                        "span GET has no parent: it began a trace of its own at com.example.shop.FaultyShop.callLost(FaultyShop.java:"))
                .anySatisfy(line -> assertThat(line)
                        .contains("scope opened at com.example.shop.FaultyShop.openForOthers(FaultyShop.java:")
                        .contains("in thread hop was closed by another thread at com.example.shop.FaultyShop.main("))
                .anySatisfy(line -> assertThat(line)
                        .contains("scope opened at com.example.shop.FaultyShop.openAndEnd(FaultyShop.java:")
                        .contains("was never closed, and its thread has ended"))
                .anySatisfy(line -> assertThat(line)
                        .contains("scope opened at com.example.shop.FaultyShop.openAndForget(FaultyShop.java:")
                        .contains("in thread main is still open as obs closes"));
    }

    @Test
    void switchedOff_saysNothing() throws Exception {
        assertThat(run("false")).isEmpty();
    }

    private static List<String> run(String dev) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FaultyShop.class.getName(),
                        dev)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("done true");
        return output.lines().filter(line -> line.contains("obs.dev")).toList();
    }
}
