package io.obs.spring.bean;

import io.obs.Observability;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The beans that can't be observed. They are told once all beans are there, as obs may not be before: counted as failures
 * of {@code spring}, and in a line. Thread-safe.
 */
public final class Unobserved {

    private final ObjectProvider<Observability> obs;
    private final Queue<IllegalStateException> beans = new ConcurrentLinkedQueue<>();
    private volatile boolean ready;

    /** @param obs that tells of them */
    public Unobserved(ObjectProvider<Observability> obs) {
        this.obs = obs;
    }

    /** A bean stays as it is. */
    public void add(String bean, String why, @Nullable Throwable cause) {
        beans.add(new IllegalStateException("the bean " + bean + " is not observed: " + why, cause));
        if (ready) {
            tell();
        }
    }

    /** All beans are there. */
    public void ready() {
        ready = true;
        tell();
    }

    private void tell() {
        for (IllegalStateException next = beans.poll(); next != null; next = beans.poll()) {
            obs.getObject().pipeline().failures().caught("spring", next);
        }
    }
}
