/**
 * Adapter of Spring MVC: the servlet adapter's filter, with the route templates of Spring's handler mappings.
 */
@NullMarked
package io.obs.spring.mvc;

import org.jspecify.annotations.NullMarked;
