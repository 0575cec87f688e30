package io.obs;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.spi.Room;
import io.obs.spi.Wiring;
import org.junit.jupiter.api.Test;

class ObservabilityFindTest {

    private record Giving(StringBuilder object) implements Room {
        @Override
        public String name() {
            return "giving";
        }

        @Override
        public void install(Wiring wiring) {
            wiring.provide(StringBuilder.class, object);
        }
    }

    @Test
    void object_ofRoom_isFoundByItsType() {
        StringBuilder object = new StringBuilder();
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .install(new Giving(object))
                .build()) {
            assertThat(obs.find(StringBuilder.class)).containsSame(object);
            assertThat(obs.find(CharSequence.class)).isEmpty();
        }
    }
}
