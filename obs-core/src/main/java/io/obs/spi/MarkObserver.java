package io.obs.spi;

/**
 * Knows which of the methods that are marked with {@code @ObservedJob}, but were not woven, a framework observes by other
 * means, so that the start line doesn't name them. Asked once, by one thread.
 */
@FunctionalInterface
public interface MarkObserver {

    /**
     * Whether calls of a method that come from outside of its class are jobs.
     *
     * @param type the binary name of the class that declares it: {@code com.acme.Captions}
     * @param descriptor its parameters and result, as class files have them: {@code (Ljava/lang/String;)V}
     */
    boolean observes(String type, String method, String descriptor);
}
