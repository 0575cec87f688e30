/**
 * Adapter of the AWS SDK's S3 clients, synchronous and asynchronous: an interceptor that translates their calls into the
 * neutral ones of {@code io.obs.storage}.
 */
@NullMarked
package io.obs.s3;

import org.jspecify.annotations.NullMarked;
