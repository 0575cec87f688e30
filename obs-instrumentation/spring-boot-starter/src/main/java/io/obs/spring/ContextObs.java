package io.obs.spring;

import io.obs.Observability;
import io.obs.spi.MarkObserver;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;

/** The obs of one application context: started once, closed with it. */
final class ContextObs {

    static final String BEAN = "io.obs.spring.ContextObs";

    /** Those that contexts have started: not the service's own, so no other context takes them for that. */
    private static final Set<Observability> STARTED =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile @Nullable Observability started;
    private @Nullable Consumer<MarkObserver> startLine;
    private @Nullable MarkObserver observer;

    Observability start(ConfigurableApplicationContext context, ObjectProvider<ObservabilityCustomizer> customizers) {
        Observability known =
                Observability.current().filter(obs -> !STARTED.contains(obs)).orElse(null);
        if (known != null) {
            return known;
        }
        ServiceBeans beans = ServiceBeans.of(context.getBeanFactory());
        SpringRoom room = new SpringRoom(beans.remarks(context.getEnvironment()));
        Observability.Builder builder = Observability.builder().install(room);
        SpringSettings.of(context.getEnvironment()).forEach(builder::settings);
        builder.otherwise("spring.application.name", SpringSettings.serviceName(context.getEnvironment()));
        builder.otherwise("obs-spring-boot-starter", beans.defaults(context.getEnvironment()));
        beans.giveTo(builder);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        Observability obs = builder.embed();
        STARTED.add(obs);
        started = obs;
        write(room.startLine());
        return obs;
    }

    private synchronized void write(Consumer<MarkObserver> line) {
        startLine = line;
        if (observer != null) {
            line.accept(observer);
        }
    }

    /** All beans are there, maybe but for obs itself: which marked methods are observed is known, and so is the start line. */
    synchronized void ready(MarkObserver known) {
        observer = known;
        if (startLine != null) {
            startLine.accept(known);
        }
    }

    void close() {
        Observability obs = started;
        if (obs != null) {
            obs.close();
        }
    }
}
