/**
 * What messaging promises, written once and inherited by each of its adapters, run on a real broker: an adapter's test
 * implements {@link io.obs.testkit.messaging.MessagingContract}.
 */
@NullMarked
package io.obs.testkit.messaging;

import org.jspecify.annotations.NullMarked;
