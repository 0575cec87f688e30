/**
 * Object storage: the neutral description of an upload, a download, a delete or a list, and the handler that owns its
 * life cycle. A service's own store is observed by {@link io.obs.storage.StorageHandler} alone.
 */
@NullMarked
package io.obs.storage;

import org.jspecify.annotations.NullMarked;
