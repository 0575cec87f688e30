package io.obs.testkit.db;

/** What every adapter of databases promises. */
public interface DatabaseContract
        extends DatabaseMetricsContract,
                DatabaseSpansContract,
                DatabaseFetchingContract,
                DatabaseTransparencyContract {}
