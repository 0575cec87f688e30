/** The trial of the newcomers' services, and servlet containers as programs that deploy one web application each. */
@NullMarked
package io.obs.newcomers;

import org.jspecify.annotations.NullMarked;
