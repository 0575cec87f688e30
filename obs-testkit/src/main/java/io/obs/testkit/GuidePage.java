package io.obs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page of documentation whose Java also stands in a test, where it is compiled and run.
 *
 * <pre>{@code
 * GuidePage.of(Path.of("../docs/guide/jobs.md")).isCompiledIn(Path.of("src/test/java/JobsGuideTest.java"));
 * }</pre>
 */
public final class GuidePage {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final Path page;

    private GuidePage(Path page) {
        this.page = page;
    }

    public static GuidePage of(Path page) {
        return new GuidePage(page);
    }

    /** Fails unless each of the page's Java blocks stands in one of the sources, white space apart. */
    public void isCompiledIn(Path... sources) throws IOException {
        StringBuilder read = new StringBuilder();
        for (Path source : sources) {
            read.append(Files.readString(source)).append('\u0000'); // no block goes from one to the next
        }
        String compiled = squeezed(read.toString());
        assertThat(JAVA.matcher(Files.readString(page)).results().map((MatchResult block) -> squeezed(block.group(1))))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(compiled).contains(block));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
