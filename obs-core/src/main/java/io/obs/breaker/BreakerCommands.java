package io.obs.breaker;

/**
 * What operators may do to a circuit breaker, in its library's words: implemented by the adapter, called by the control
 * of the admin endpoint. May throw; that is told to who asked.
 */
public interface BreakerCommands {

    /** Lets no call through from now on, however long, until it is closed or reset. */
    void forceOpen();

    /** Lets calls through, and goes by what it has measured. */
    void close();

    /** Closes it and forgets what it has measured. */
    void reset();
}
