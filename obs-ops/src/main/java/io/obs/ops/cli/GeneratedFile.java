package io.obs.ops.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** What is wrong with the file as it is below that directory: missing, or where it differs; empty where nothing is. */
    public String difference(Path directory) throws IOException {
        Path target = directory.resolve(path);
        if (!Files.exists(target)) {
            return "missing " + target;
        }
        int line = firstDifference(Files.readString(target), text);
        return line == 0 ? "" : "differs " + target + " from line " + line;
    }

    /** The first line that differs, or 0. */
    private static int firstDifference(String there, String made) {
        if (there.equals(made)) {
            return 0;
        }
        List<String> left = there.lines().toList();
        List<String> right = made.lines().toList();
        int line = 0;
        while (line < left.size() && line < right.size() && left.get(line).equals(right.get(line))) {
            line++;
        }
        return line + 1;
    }
}
