package io.obs.logging.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.obs.pipeline.FieldWriter;
import net.logstash.logback.composite.JsonProvider;
import net.logstash.logback.composite.ObjectMapperAware;

/**
 * Lets a service's own JsonProviders of logstash-logback-encoder 9 add their fields to obs's lines.
 *
 * <p>What a provider writes is read back and written by obs's rules: no field twice, secrets masked, an exception costs
 * the provider's own fields only. Starting and stopping the provider is its owner's business.
 *
 * <pre>{@code
 * EventFields build = LogstashProviders.of(new MyBuildNumberProvider());
 * }</pre>
 */
public final class LogstashProviders {

    private LogstashProviders() {}

    /** The provider's fields. */
    @SuppressWarnings("exports") // who has a provider reads its module
    public static EventFields of(JsonProvider<ILoggingEvent> provider) {
        Jackson jackson = new Jackson();
        if (provider instanceof ObjectMapperAware aware) {
            aware.setObjectMapper(Jackson.mapper());
        }
        return (ILoggingEvent event, FieldWriter to) ->
                jackson.fields(generator -> provider.writeTo(generator, event), to);
    }
}
