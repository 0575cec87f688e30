package io.obs;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.spi.Room;
import io.obs.spi.Wiring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShutdownHookTest {

    /** A service that ends without closing obs. */
    static final class Service {

        private Service() {}

        public static void main(String... arguments) {
            Observability.Builder builder = Observability.builder()
                    .withoutDiscovery()
                    .set("obs.admin.enabled", "false")
                    .install(new TellsOfClosing());
            if (arguments[0].equals("embedded")) {
                builder.embed();
            } else {
                builder.set("obs.shutdown.hook", arguments[0]).init();
            }
            System.out.println("was started");
        }
    }

    private record TellsOfClosing() implements Room {
        @Override
        public String name() {
            return "telling";
        }

        @Override
        public void install(Wiring wiring) {
            wiring.onClose(left -> System.out.println("was closed"));
        }
    }

    @Test
    void hook_byDefault_closesObs() throws Exception {
        assertThat(outputOfServiceWith("true")).contains("was closed");
    }

    @Test
    void hook_switchedOff_leavesClosingToTheService() throws Exception {
        assertThat(outputOfServiceWith("false")).contains("was started").doesNotContain("was closed");
    }

    @Test
    void embedded_closingIsTheContainers() throws Exception {
        assertThat(outputOfServiceWith("embedded")).contains("was started").doesNotContain("was closed");
    }

    private static String outputOfServiceWith(String hook) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Service.class.getName(),
                        hook)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
