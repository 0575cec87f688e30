/**
 * The job manager: takes orders over gRPC, keeps them in PostgreSQL, hands them to workers over RabbitMQ, and keeps what
 * these report.
 */
@NullMarked
package io.obs.examples.captions.jobs;

import org.jspecify.annotations.NullMarked;
