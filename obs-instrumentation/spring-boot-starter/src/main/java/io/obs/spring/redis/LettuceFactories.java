package io.obs.spring.redis;

import io.lettuce.core.AbstractRedisClient;
import io.obs.Observability;
import io.obs.redis.LettuceObservability;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Observes the clients of Lettuce's factories. */
final class LettuceFactories extends RedisFactories<LettuceConnectionFactory> {

    LettuceFactories(ObjectProvider<Observability> obs) {
        super(LettuceConnectionFactory.class, obs);
    }

    @Override
    void observe(Observability obs, LettuceConnectionFactory factory) {
        AbstractRedisClient client = factory.getNativeClient();
        if (client != null) {
            LettuceObservability.create(obs).observe(client);
        }
    }
}
