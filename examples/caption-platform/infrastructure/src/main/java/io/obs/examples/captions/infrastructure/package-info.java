/**
 * What the services run on, in a process of its own: a PostgreSQL, a Redis, an AMQP broker and an S3 storage.
 */
@NullMarked
package io.obs.examples.captions.infrastructure;

import org.jspecify.annotations.NullMarked;
