package io.obs.control;

/**
 * A named switch that an operator turns on to stop a part of the service, which asks it before it begins.
 *
 * <p>Off when the service starts. Only the control of the admin endpoint turns it, for a time or until it is turned off; it stays as it is
 * when obs is closed. Thread-safe; asking is one volatile read.
 *
 * <pre>{@code
 * KillSwitch transcribing = obs.killSwitch("transcribe");
 * if (transcribing.isOn()) {
 *     return later(job);
 * }
 * }</pre>
 */
public final class KillSwitch {

    private final String name;
    private volatile boolean on;

    KillSwitch(String name) {
        this.name = name;
    }

    /** As operators name it. */
    public String name() {
        return name;
    }

    /** True while the operators want that part of the service to rest. */
    public boolean isOn() {
        return on;
    }

    void turn(boolean value) {
        on = value;
    }
}
