package io.obs.spring;

import io.obs.Observability;

/**
 * Sets in code, before obs starts, what properties can't say: a bean of the service's own. Several run in their order;
 * what they set goes before all properties.
 *
 * <pre>{@code
 * @Bean
 * ObservabilityCustomizer payments() {
 *     return builder -> builder.use(EventFields.class, new PaymentFields());
 * }
 * }</pre>
 */
@FunctionalInterface
public interface ObservabilityCustomizer {

    void customize(Observability.Builder builder);
}
