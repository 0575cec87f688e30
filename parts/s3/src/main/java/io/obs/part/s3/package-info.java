/** An S3 server for tests and examples. */
@NullMarked
package io.obs.part.s3;

import org.jspecify.annotations.NullMarked;
