/** Adapter of Spring AMQP's connection factories and listener containers, by the RabbitMQ adapter. */
@NullMarked
package io.obs.spring.rabbit;

import org.jspecify.annotations.NullMarked;
