/** A RabbitMQ for tests, examples and benchmarks. */
@NullMarked
package io.obs.part.rabbitmq;

import org.jspecify.annotations.NullMarked;
