package io.obs.examples.captions.api;

import java.net.URI;
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

    /** The address of another service, without a slash at its end. */
    public URI url(String name, String byDefault) {
        String text = environment.getOrDefault(name, byDefault);
        try {
            URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            problems.add(name + " is \"" + text + "\": " + malformed.getMessage());
            return URI.create(byDefault);
        }
        problems.add(name + " is \"" + text + "\"; allowed: an address such as " + byDefault);
        return URI.create(byDefault);
    }

    /** @throws InvalidSettingsException with all that was wrong with what was asked for */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(String.join("\n", problems));
        }
    }
}
