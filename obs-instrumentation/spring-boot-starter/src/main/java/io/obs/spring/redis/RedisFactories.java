package io.obs.spring.redis;

import io.obs.Observability;
import io.obs.spring.bean.ObservedBeans;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/** Observes a factory's client: the one it has made already, and after each start the one that it has made then. */
abstract class RedisFactories<T> extends ObservedBeans<T> implements SmartLifecycle {

    /** Just behind the factories, before what uses them. */
    private static final int PHASE = 1;

    private final List<Runnable> factories = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    RedisFactories(Class<T> type, ObjectProvider<Observability> obs) {
        super(type, obs);
    }

    /** Observes the client that the factory has now, if any; a second time changes nothing. */
    abstract void observe(Observability obs, T factory);

    @Override
    protected final Object observe(Observability obs, T factory, String name) {
        observe(obs, factory);
        factories.add(() -> again(obs, factory));
        return factory;
    }

    private void again(Observability obs, T factory) {
        try {
            observe(obs, factory);
        } catch (RuntimeException e) { // it works on, unobserved
            obs.pipeline().failures().caught("spring", e);
        }
    }

    @Override
    public final void start() {
        factories.forEach(Runnable::run);
        running = true;
    }

    @Override
    public final void stop() {
        running = false;
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    @Override
    public final int getPhase() {
        return PHASE;
    }
}
