package io.obs.spring.jdbc;

import io.obs.jdbc.JdbcObservability;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Spring's data sources that ask others. Loaded only where there is spring-jdbc. */
final class PassingOn {

    private PassingOn() {}

    /**
     * True where the data source asks one that is observed. A delegating one (lazy, aware of transactions) is made to: a
     * connection that it hands out may not exist yet.
     */
    static boolean isObservedBehind(DataSource bean, JdbcObservability jdbc) {
        if (bean instanceof DelegatingDataSource delegating) {
            DataSource target = delegating.getTargetDataSource();
            if (target != null) {
                delegating.setTargetDataSource(jdbc.wrap(target));
            }
            return true;
        }
        return bean instanceof AbstractRoutingDataSource routing
                && routing.getResolvedDataSources().values().stream().anyMatch(JdbcObservability::isObserved);
    }
}
