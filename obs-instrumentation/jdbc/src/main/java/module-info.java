/** Adapter of JDBC's data sources, and of HikariCP's pools. */
module io.obs.jdbc {
    requires transitive io.obs;
    requires transitive java.sql;
    requires static com.zaxxer.hikari;
    requires static transitive org.jspecify;

    exports io.obs.jdbc;
}
