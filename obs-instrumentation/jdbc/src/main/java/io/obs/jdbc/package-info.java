/**
 * Adapter of JDBC: data sources whose connections, statements and results tell {@code io.obs.db} what they do, and the
 * pools of HikariCP.
 */
@NullMarked
package io.obs.jdbc;

import org.jspecify.annotations.NullMarked;
