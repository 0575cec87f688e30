/**
 * Databases: statements, connections and pools, independent of the API that reaches them. What a statement is called, of
 * which type it is and what may be shown of it is decided here, once.
 */
@NullMarked
package io.obs.db;

import org.jspecify.annotations.NullMarked;
