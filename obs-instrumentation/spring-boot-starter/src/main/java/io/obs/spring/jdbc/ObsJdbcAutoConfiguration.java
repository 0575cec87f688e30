package io.obs.spring.jdbc;

import io.obs.Observability;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Observes the statements of DataSource beans, and the pools of HikariCP. */
@AutoConfiguration(after = ObsAutoConfiguration.class)
@ConditionalOnObs
@ConditionalOnClass(name = "javax.sql.DataSource")
final class ObsJdbcAutoConfiguration {

    @Bean
    static DataSources obsDataSources(ObjectProvider<Observability> obs) {
        return new DataSources(obs);
    }
}
