package io.obs.testkit;

import io.obs.spi.Room;
import io.obs.spi.Wiring;

/** Begins and ends what a test sees of an obs with the obs, and is how it is found there. */
final class TestRoom implements Room {

    private final TestTelemetry telemetry;

    TestRoom(TestTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public String name() {
        return "testkit";
    }

    @Override
    public void install(Wiring wiring) {
        wiring.provide(TestTelemetry.class, telemetry);
        wiring.whenWired(meters -> telemetry.open());
        wiring.onClose(telemetry::closing);
    }
}
