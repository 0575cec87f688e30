package io.obs.testkit.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads where the JVM has them; this is compiled for one that has not. */
final class Threads {

    private Threads() {}

    static ExecutorService virtualOrCached() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException before21) {
            return Executors.newCachedThreadPool();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
