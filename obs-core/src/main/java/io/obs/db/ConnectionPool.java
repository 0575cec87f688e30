package io.obs.db;

/**
 * A pool of connections as obs sees it: what an adapter, or a service with a pool of another kind, translates into.
 *
 * <p>Asked at each scrape, on threads of obs; should be cheap. What it throws costs only its own share.
 *
 * <pre>{@code
 * ConnectionPools.create(obs).add(new ConnectionPool() {
 *     public int available() { return pool.idle() + pool.maximum() - pool.size(); }
 *     public int maximum() { return pool.maximum(); }
 * });
 * }</pre>
 */
public interface ConnectionPool {

    /** How many connections could be had now without waiting for one to come back: idle ones, and room to grow. */
    int available();

    /** The most connections it will hold; 0 where that is not known yet, and nothing shall be shown. */
    int maximum();

    /** True once it is closed for good: it is then forgotten. */
    default boolean isClosed() {
        return false;
    }
}
