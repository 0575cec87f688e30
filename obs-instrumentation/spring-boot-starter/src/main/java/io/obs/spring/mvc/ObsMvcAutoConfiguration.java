package io.obs.spring.mvc;

import io.obs.Observability;
import io.obs.http.HttpServerHandler;
import io.obs.servlet.ServletObservability;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Observes the requests of a Spring MVC service, whatever its servlet container. */
@AutoConfiguration(after = ObsAutoConfiguration.class)
@ConditionalOnObs
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({DispatcherServlet.class, FilterRegistrationBean.class})
final class ObsMvcAutoConfiguration {

    @Bean
    FilterRegistrationBean<Filter> obsFilter(Observability obs) {
        return registered("obs", Ordered.HIGHEST_PRECEDENCE, obs);
    }

    /** In a WAR Boot makes error pages by a filter, and keeps what was thrown to itself: this one stands inside of it. */
    @Bean
    @ConditionalOnBean(ErrorPageFilter.class)
    FilterRegistrationBean<Filter> obsInnerFilter(Observability obs, ErrorPageFilter pages) {
        return registered("obs-inner", pages.getOrder() + 1, obs);
    }

    private static FilterRegistrationBean<Filter> registered(String name, int order, Observability obs) {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(
                ServletObservability.create(obs).templates(MvcTemplates::of).filter());
        filter.setName(name);
        filter.setOrder(order);
        filter.setAsyncSupported(true);
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return filter;
    }

    @Bean
    WebMvcConfigurer obsMvcTemplates() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new MvcTemplates()).order(Ordered.HIGHEST_PRECEDENCE);
            }
        };
    }

    @Bean
    DeclaredRoutes obsMvcRoutes(
            Observability obs,
            ServletContext context,
            Environment environment,
            ObjectProvider<RequestMappingHandlerMapping> mappings) {
        String servlet = environment.getProperty("spring.mvc.servlet.path", "/");
        HttpServerHandler http = HttpServerHandler.create(obs);
        http.under(context.getContextPath());
        return new DeclaredRoutes(http, context.getContextPath() + (servlet.equals("/") ? "" : servlet), mappings);
    }
}
