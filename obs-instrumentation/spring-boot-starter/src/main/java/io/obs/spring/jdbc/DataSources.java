package io.obs.spring.jdbc;

import io.obs.Observability;
import io.obs.jdbc.JdbcObservability;
import io.obs.spring.bean.ObservedBeans;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/** Observes data sources where connections come from; those that only pass on what others give are left alone. */
final class DataSources extends ObservedBeans<DataSource> {

    private static final boolean SPRING_JDBC = ClassUtils.isPresent(
            "org.springframework.jdbc.datasource.DelegatingDataSource", DataSources.class.getClassLoader());

    DataSources(ObjectProvider<Observability> obs) {
        super(DataSource.class, obs);
    }

    @Override
    protected Object observe(Observability obs, DataSource bean, String name) {
        JdbcObservability jdbc = JdbcObservability.create(obs);
        if (SPRING_JDBC && PassingOn.isObservedBehind(bean, jdbc)) {
            return bean;
        }
        DataSource observed = jdbc.wrap(bean);
        return observed == bean ? bean : TypedDataSource.of(bean, observed);
    }
}
