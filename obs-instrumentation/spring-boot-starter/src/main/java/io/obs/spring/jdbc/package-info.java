/** Adapter of Spring's DataSource beans, by the JDBC adapter. */
@NullMarked
package io.obs.spring.jdbc;

import org.jspecify.annotations.NullMarked;
