package io.obs.spring;

import io.obs.config.InvalidConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells wrong settings the way Boot tells failures: all of them at once, and what to do. */
final class ObsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, InvalidConfigurationException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Correct the settings, or take them out so that their defaults count. obs.enabled=false starts the"
                        + " service unobserved.",
                cause);
    }
}
