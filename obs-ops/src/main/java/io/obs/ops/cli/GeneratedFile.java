package io.obs.ops.cli;

import java.util.Objects;

/**
 * A file that a command makes.
 *
 * @param path relative to the directory of all outputs, with {@code /}, for example {@code rules/obs-alerts.yml}
 * @param text the whole content, ending in a line feed
 */
public record GeneratedFile(String path, String text) {

    public GeneratedFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(text, "text");
    }
}
