package io.obs.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** One run of a goal: weaves a directory and says what came of it. */
final class Weaving {

    private final Log log;
    private final boolean strict;

    Weaving(Log log, boolean strict) {
        this.log = log;
        this.strict = strict;
    }

    void run(Path classes, List<String> classPath) throws MojoExecutionException, MojoFailureException {
        if (!Files.isDirectory(classes)) {
            log.info("No classes to weave in " + classes);
            return;
        }
        WeaveReport report;
        try (Weaver weaver = new Weaver(
                classes,
                classPath.stream()
                        .map(Path::of)
                        .filter(entry -> !entry.equals(classes))
                        .toList())) {
            report = weaver.weave(strict);
        } catch (IOException | RuntimeException e) {
            throw new MojoExecutionException("The classes in " + classes + " could not be woven: " + e, e);
        }
        report.warnings().forEach(sentence -> log.warn("@ObservedJob: " + sentence));
        if (!report.errors().isEmpty()) {
            tell(report.errors());
        }
        log.info("Wove " + report.methods() + " methods of " + report.classes() + " classes");
    }

    private void tell(List<String> errors) throws MojoFailureException {
        if (strict) {
            throw new MojoFailureException(
                    "@ObservedJob can't take effect:\n  " + String.join("\n  ", errors) + "\nNothing was woven.");
        }
        errors.forEach(sentence -> log.warn("@ObservedJob can't take effect: " + sentence));
    }
}
