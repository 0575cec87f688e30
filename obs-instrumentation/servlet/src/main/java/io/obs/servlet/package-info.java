/**
 * Adapter of Jakarta Servlet: a filter that translates requests, synchronous and asynchronous, into the neutral HTTP
 * requests of {@code io.obs.http}, and the ways in which it comes into a container.
 */
@NullMarked
package io.obs.servlet;

import org.jspecify.annotations.NullMarked;
