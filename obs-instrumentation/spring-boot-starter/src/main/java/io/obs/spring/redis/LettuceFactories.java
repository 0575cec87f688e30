package io.obs.spring.redis;

import io.lettuce.core.AbstractRedisClient;
import io.obs.Observability;
import io.obs.redis.LettuceObservability;
import io.obs.spring.bean.ObservedBeans;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Observes a factory's client: the one it has made already, and after each start the one that it has made then. */
final class LettuceFactories extends ObservedBeans<LettuceConnectionFactory> implements SmartLifecycle {

    /** Just behind the factories, before what uses them. */
    private static final int PHASE = 1;

    private final List<LettuceConnectionFactory> factories = new CopyOnWriteArrayList<>();
    private volatile @Nullable LettuceObservability redis;
    private volatile boolean running;

    LettuceFactories(ObjectProvider<Observability> obs) {
        super(LettuceConnectionFactory.class, obs);
    }

    @Override
    protected Object observe(Observability obs, LettuceConnectionFactory factory, String name) {
        LettuceObservability known = LettuceObservability.create(obs);
        redis = known;
        factories.add(factory);
        observe(known, factory);
        return factory;
    }

    private static void observe(LettuceObservability redis, LettuceConnectionFactory factory) {
        AbstractRedisClient client = factory.getNativeClient();
        if (client != null) {
            redis.observe(client); // a second time changes nothing
        }
    }

    @Override
    public void start() {
        LettuceObservability known = redis;
        if (known != null) {
            factories.forEach(factory -> observe(known, factory));
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
