@NullMarked
package io.obs.spring.jdbc;

import org.jspecify.annotations.NullMarked;
