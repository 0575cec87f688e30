/**
 * A small collector: takes OTLP traces over HTTP/protobuf and gRPC, keeps them in memory, and misbehaves when a test
 * asks it to. It knows nothing of obs, so every room may test against it.
 */
@NullMarked
package io.obs.collector;

import org.jspecify.annotations.NullMarked;
