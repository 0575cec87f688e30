package io.obs.config;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key, declared as data: its name, how its text is read, its default, what is allowed, what it does.
 *
 * <p>Immutable. The environment variable is the name in capitals with dots as underscores ({@code obs.admin.port},
 * {@code OBS_ADMIN_PORT}). docs/configuration.md is generated from the declarations.
 *
 * @param <T> the type of the value
 */
public final class ConfigKey<T> {

    private final String name;
    private final Function<String, T> parser;
    private final @Nullable T defaultValue;
    private final String defaultText;
    private final String allowed;
    private final String help;
    private final boolean secret;

    /**
     * @param parser turns text into the value, or throws IllegalArgumentException
     * @param defaultText how the default is written in documentation
     * @param allowed what is allowed, as it completes "allowed: ..."
     */
    public ConfigKey(
            String name,
            Function<String, T> parser,
            @Nullable T defaultValue,
            String defaultText,
            String allowed,
            String help) {
        this(name, parser, defaultValue, defaultText, allowed, help, false);
    }

    private ConfigKey(
            String name,
            Function<String, T> parser,
            @Nullable T defaultValue,
            String defaultText,
            String allowed,
            String help,
            boolean secret) {
        this.name = Objects.requireNonNull(name, "name");
        this.parser = Objects.requireNonNull(parser, "parser");
        this.defaultValue = defaultValue;
        this.defaultText = Objects.requireNonNull(defaultText, "defaultText");
        this.allowed = Objects.requireNonNull(allowed, "allowed");
        this.help = Objects.requireNonNull(help, "help");
        this.secret = secret;
    }

    /** The same key, whose value is never shown: in no message, on no page. */
    public ConfigKey<T> secret() {
        return new ConfigKey<>(name, parser, defaultValue, defaultText, allowed, help, true);
    }

    public String name() {
        return name;
    }

    /** The environment variable of the same meaning. */
    public String environmentName() {
        return environmentName(name);
    }

    static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** True where the value must never be shown. */
    public boolean isSecret() {
        return secret;
    }

    public @Nullable T defaultValue() {
        return defaultValue;
    }

    public String defaultText() {
        return defaultText;
    }

    public String allowed() {
        return allowed;
    }

    public String help() {
        return help;
    }

    /** @throws IllegalArgumentException if the text is not {@link #allowed} */
    public T parse(String text) {
        return parser.apply(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
