package io.obs.spring.redis;

import io.lettuce.core.AbstractRedisClient;
import io.obs.Observability;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.clients.jedis.RedisClient;

/** Observes the commands of Redis clients behind Spring Data's connection factories. */
@AutoConfiguration(after = ObsAutoConfiguration.class)
@ConditionalOnObs
@ConditionalOnClass(RedisConnectionFactory.class)
final class ObsRedisAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({LettuceConnectionFactory.class, AbstractRedisClient.class})
    static class Lettuce {

        @Bean
        static LettuceFactories obsLettuceFactories(ObjectProvider<Observability> obs) {
            return new LettuceFactories(obs);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({JedisConnectionFactory.class, RedisClient.class})
    static class Jedis {

        @Bean
        static JedisFactories obsJedisFactories(ObjectProvider<Observability> obs) {
            return new JedisFactories(obs);
        }
    }
}
