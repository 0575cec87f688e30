/**
 * What object storage promises, written once and inherited by each of its adapters, run on real stores: an adapter's test
 * implements {@link io.obs.testkit.storage.StorageContract}, or, where the store is a server,
 * {@link io.obs.testkit.storage.RemoteStorageContract}.
 */
@NullMarked
package io.obs.testkit.storage;

import org.jspecify.annotations.NullMarked;
