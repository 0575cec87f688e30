package io.obs.lazy;

/** Work that a thread has entered, and whose context is made when somebody looks. */
public interface LazyWork {

    /**
     * Makes the work's context, and makes it current on this thread; never throws. Called at most once between {@link
     * LazyScopes#open} and {@link LazyScopes#close}, with the contexts of all work around it in place.
     */
    void show();
}
