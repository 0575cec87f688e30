package io.obs.jdbc;

import io.obs.db.DbOperation;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The executions of one connection whose results are still read. They end with it at the latest; of more than a few the
 * one that came first ends, so that results which nobody closes fill no memory. Thread-safe, without locks.
 */
final class OpenOperations {

    /** How many results may be open at once and still be measured to their end. */
    static final int MOST = 8;

    private final AtomicReferenceArray<@Nullable DbOperation> open = new AtomicReferenceArray<>(MOST);
    private int next;

    void add(DbOperation operation) {
        for (int i = 0; i < MOST; i++) {
            if (open.get(i) == null && open.compareAndSet(i, null, operation)) {
                return;
            }
        }
        int victim = next & (MOST - 1); // of threads that meet here each ends one
        next = victim + 1;
        DbOperation before = open.getAndSet(victim, operation);
        if (before != null) {
            before.end();
        }
    }

    void remove(DbOperation operation) {
        for (int i = 0; i < MOST; i++) {
            if (open.get(i) == operation) {
                open.compareAndSet(i, operation, null);
                return;
            }
        }
    }

    void endAll() {
        for (int i = 0; i < MOST; i++) {
            DbOperation operation = open.getAndSet(i, null);
            if (operation != null) {
                operation.end();
            }
        }
    }
}
