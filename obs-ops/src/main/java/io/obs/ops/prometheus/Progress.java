package io.obs.ops.prometheus;

/** Hears how far a long reading has come. */
@FunctionalInterface
public interface Progress {

    /** Nobody listens. */
    Progress NONE = (what, done, of) -> {};

    /** So many of so many parts of it are read. */
    void at(String what, long done, long of);
}
