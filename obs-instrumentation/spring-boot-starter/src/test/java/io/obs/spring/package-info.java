@NullMarked
package io.obs.spring;

import org.jspecify.annotations.NullMarked;
