/**
 * Adapters of Spring's HTTP clients: translate the calls of RestClient, RestTemplate and WebClient into the neutral HTTP
 * requests of {@code io.obs.http}.
 */
@NullMarked
package io.obs.spring.client;

import org.jspecify.annotations.NullMarked;
