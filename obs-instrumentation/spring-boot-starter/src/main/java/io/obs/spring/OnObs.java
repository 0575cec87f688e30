package io.obs.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the service is observed: what {@link ConditionalOnObs} asks. */
public final class OnObs extends SpringBootCondition {

    /** Made by Spring. */
    public OnObs() {}

    static boolean enabled(Environment environment) {
        return !"false"
                .equalsIgnoreCase(environment
                        .getProperty(SpringKeys.ENABLED.name(), "true")
                        .strip());
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnObs.class);
        return enabled(context.getEnvironment())
                ? ConditionOutcome.match(message.because("obs.enabled is not false"))
                : ConditionOutcome.noMatch(message.because("obs.enabled is false"));
    }
}
