/**
 * What an operator can do to a running service: kill switches, and what rooms and adapters contribute. The admin
 * endpoint serves it; nothing here knows HTTP.
 */
@NullMarked
package io.obs.control;

import org.jspecify.annotations.NullMarked;
