package io.obs.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What both goals have: their settings, and how they weave a directory of classes. */
abstract class WeavingMojo extends AbstractMojo {

    /** Whether a mark that can't take effect fails the build; else it is a warning. */
    @Parameter(property = "obs.weave.failOnProblem", defaultValue = "true")
    private boolean failOnProblem;

    /** Whether nothing is woven. */
    @Parameter(property = "obs.weave.skip", defaultValue = "false")
    private boolean skip;

    final void weave(File classes, List<String> classPath) throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Nothing is woven: obs.weave.skip");
            return;
        }
        new Weaving(getLog(), failOnProblem).run(classes.toPath(), classPath);
    }
}
