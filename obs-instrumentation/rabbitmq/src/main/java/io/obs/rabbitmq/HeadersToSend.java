package io.obs.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Adds headers to a copy of a message's properties; the service's own are never touched. */
final class HeadersToSend implements BiConsumer<String, String> {

    private static final BasicProperties NONE = new BasicProperties();

    private final @Nullable BasicProperties properties;
    private @Nullable Map<String, Object> headers;

    HeadersToSend(@Nullable BasicProperties properties) {
        this.properties = properties;
    }

    @Override
    public void accept(String key, String value) {
        Map<String, Object> all = headers;
        if (all == null) {
            Map<String, Object> own = properties == null ? null : properties.getHeaders();
            all = own == null ? new HashMap<>() : new HashMap<>(own);
            headers = all;
        }
        all.put(key, value);
    }

    /** The properties to send; the service's own where nothing was added. */
    @Nullable
    BasicProperties properties() {
        if (headers == null) {
            return properties;
        }
        return (properties == null ? NONE : properties)
                .builder()
                .headers(headers)
                .build();
    }
}
