/** The monthly report: a service's figures of a calendar month beside those of the month before. */
@NullMarked
package io.obs.ops.report;

import org.jspecify.annotations.NullMarked;
