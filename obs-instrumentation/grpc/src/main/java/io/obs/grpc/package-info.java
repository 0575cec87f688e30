/**
 * Adapter of gRPC: interceptors of servers and clients translate calls into the neutral ones of {@code io.obs.rpc}.
 */
@NullMarked
package io.obs.grpc;

import org.jspecify.annotations.NullMarked;
