/** Bad networks between a client and a real server, on loopback. */
@NullMarked
package io.obs.testkit.net;

import org.jspecify.annotations.NullMarked;
