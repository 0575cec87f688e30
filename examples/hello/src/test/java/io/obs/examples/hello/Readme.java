package io.obs.examples.hello;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The parts of README.md that must be true. */
final class Readme {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private final String text;

    Readme() throws IOException {
        text = Files.readString(ROOT.resolve("README.md"));
    }

    /** The one block of code of that language. */
    String block(String language) {
        List<String> blocks = find("```" + language + "\n(.*?)```");
        if (blocks.size() != 1) {
            throw new IllegalStateException("README.md has " + blocks.size() + " blocks of " + language);
        }
        return blocks.get(0);
    }

    /** The first group of all matches. */
    List<String> find(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    long lines() {
        return text.lines().count();
    }
}
