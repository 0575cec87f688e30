package io.obs.spring.redis;

import io.lettuce.core.AbstractRedisClient;
import io.obs.Observability;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Observes the commands of Redis clients behind Spring Data's Lettuce connection factories. */
@AutoConfiguration(after = ObsAutoConfiguration.class)
@ConditionalOnObs
@ConditionalOnClass({LettuceConnectionFactory.class, AbstractRedisClient.class})
final class ObsRedisAutoConfiguration {

    @Bean
    static LettuceFactories obsLettuceFactories(ObjectProvider<Observability> obs) {
        return new LettuceFactories(obs);
    }
}
