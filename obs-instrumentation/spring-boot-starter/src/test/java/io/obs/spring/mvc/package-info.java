@NullMarked
package io.obs.spring.mvc;

import org.jspecify.annotations.NullMarked;
