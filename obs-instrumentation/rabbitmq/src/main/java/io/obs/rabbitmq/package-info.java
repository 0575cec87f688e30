/**
 * Adapter of RabbitMQ's Java client: translates what passes an observed connection into the neutral messages of
 * {@code io.obs.messaging}.
 */
@NullMarked
package io.obs.rabbitmq;

import org.jspecify.annotations.NullMarked;
