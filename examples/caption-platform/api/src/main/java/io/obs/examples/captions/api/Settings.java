package io.obs.examples.captions.api;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service's own settings, from the environment. Everything that is wrong is told at once, by {@link #check()}. */
public final class Settings {

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    public Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    public String text(String name, String byDefault) {
        return environment.getOrDefault(name, byDefault);
    }

    /** A TCP port; 0 takes a free one. */
    public int port(String name, int byDefault) {
        return number(name, byDefault, 0, 65_535);
    }

    /** Where a service listens: {@code CAPTION_HOST} (127.0.0.1; in a container 0.0.0.0) and {@code PORT}. */
    public InetSocketAddress address(int portByDefault) {
        String host = text("CAPTION_HOST", "127.0.0.1");
        InetSocketAddress address = new InetSocketAddress(host, port("PORT", portByDefault));
        if (address.isUnresolved()) {
            problems.add("CAPTION_HOST is \"" + host + "\"; allowed: an address or a host name of this machine");
        }
        return address;
    }

    /** A whole number within bounds, both allowed. */
    public int number(String name, int byDefault, int min, int max) {
        String text = environment.get(name);
        if (text == null) {
            return byDefault;
        }
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max) {
            return Integer.parseInt(text);
        }
        problems.add(name + " is \"" + text + "\"; allowed: a whole number from " + min + " to " + max);
        return byDefault;
    }

    /** @throws InvalidSettingsException with all that was wrong with what was asked for */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(String.join("\n", problems));
        }
    }
}
