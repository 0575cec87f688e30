package io.obs.testkit.db;

import io.obs.Observability;
import java.util.Map;
import javax.sql.DataSource;

/** What an adapter's test tells the contract: which database it runs on, and how it is observed. */
public interface DatabaseKit {

    /** The database as the driver, or a pool, gives it: in a schema that the test may fill. Closed by the contract. */
    DataSource bare();

    /** The same, where nobody listens. */
    DataSource unreachable();

    /** @param obs the obs that shall observe it */
    DataSource observed(Observability obs, DataSource bare);

    /** The attributes by which every span names the database. */
    Map<String, Object> names();

    /** A query that lasts until it is cancelled. */
    String endless();

    /** A statement of type {@code other}: a call. */
    String call();
}
