package io.obs.spring.rabbit;

import io.obs.rabbitmq.RabbitObservability;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Tells where messages go by what the service declares as beans: then they count for the queues they are consumed from. */
final class Topology implements SmartInitializingSingleton {

    private final ConnectionFactories factories;
    private final ObjectProvider<Queue> queues;
    private final ObjectProvider<Binding> bindings;
    private final ObjectProvider<FanoutExchange> fanouts;
    private final ObjectProvider<Declarables> declarables;

    Topology(
            ConnectionFactories factories,
            ObjectProvider<Queue> queues,
            ObjectProvider<Binding> bindings,
            ObjectProvider<FanoutExchange> fanouts,
            ObjectProvider<Declarables> declarables) {
        this.factories = factories;
        this.queues = queues;
        this.bindings = bindings;
        this.fanouts = fanouts;
        this.declarables = declarables;
    }

    @Override
    public void afterSingletonsInstantiated() {
        RabbitObservability rabbit = factories.used();
        if (rabbit == null) {
            return;
        }
        List<Declarable> all = new ArrayList<>();
        queues.forEach(all::add);
        bindings.forEach(all::add);
        fanouts.forEach(all::add);
        declarables.forEach(several -> all.addAll(several.getDeclarables()));
        of(all, Queue.class).map(Queue::getName).filter(name -> !name.isEmpty()).forEach(rabbit::queues);
        Set<String> toAll = of(all, FanoutExchange.class)
                .map(FanoutExchange::getName)
                .collect(Collectors.toCollection(HashSet::new));
        List<Binding> toQueues =
                of(all, Binding.class).filter(Binding::isDestinationQueue).toList();
        route(rabbit, toQueues.stream().filter(binding -> toAll.contains(binding.getExchange())), true);
        route(rabbit, toQueues.stream().filter(binding -> !toAll.contains(binding.getExchange())), false);
    }

    private static <T> Stream<T> of(List<Declarable> all, Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).distinct();
    }

    /** Of what goes to several queues nothing is said: it counts under the exchange's name. */
    private static void route(RabbitObservability rabbit, Stream<Binding> bindings, boolean whateverTheKey) {
        Map<List<String>, Set<String>> destinations = bindings.collect(Collectors.groupingBy(
                binding -> List.of(binding.getExchange(), whateverTheKey ? "" : binding.getRoutingKey()),
                Collectors.mapping(Binding::getDestination, Collectors.toSet())));
        destinations.forEach((from, to) -> {
            String queue = to.iterator().next();
            if (to.size() == 1 && whateverTheKey) {
                rabbit.route(from.get(0), queue);
            } else if (to.size() == 1) {
                rabbit.route(from.get(0), from.get(1), queue);
            }
        });
    }
}
