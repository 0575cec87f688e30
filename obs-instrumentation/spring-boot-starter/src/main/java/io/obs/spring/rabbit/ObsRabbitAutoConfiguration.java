package io.obs.spring.rabbit;

import com.rabbitmq.client.Channel;
import io.obs.Observability;
import io.obs.rabbitmq.RabbitObservability;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.AbstractConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Observes what passes Spring AMQP's connections, and the listeners that handle it. */
@AutoConfiguration(after = ObsAutoConfiguration.class)
@ConditionalOnObs
@ConditionalOnClass({AbstractConnectionFactory.class, Channel.class})
final class ObsRabbitAutoConfiguration {

    /** To be injected, or defined, by a service that says where its exchanges route to. Made with the first connection factory. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    RabbitObservability obsRabbit(Observability obs) {
        return RabbitObservability.create(obs);
    }

    @Bean
    static ConnectionFactories obsConnectionFactories(
            ObjectProvider<Observability> obs, ObjectProvider<RabbitObservability> rabbit) {
        return new ConnectionFactories(obs, rabbit);
    }

    @Bean
    static Listeners obsListeners(ObjectProvider<RabbitObservability> rabbit) {
        return new Listeners(rabbit);
    }

    @Bean
    Topology obsTopology(
            ConnectionFactories factories,
            ObjectProvider<Queue> queues,
            ObjectProvider<Binding> bindings,
            ObjectProvider<FanoutExchange> fanouts,
            ObjectProvider<Declarables> declarables) {
        return new Topology(factories, queues, bindings, fanouts, declarables);
    }
}
