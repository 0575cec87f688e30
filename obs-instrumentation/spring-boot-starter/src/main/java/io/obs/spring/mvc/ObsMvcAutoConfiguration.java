package io.obs.spring.mvc;

import io.obs.Observability;
import io.obs.http.HttpServerHandler;
import io.obs.servlet.ServletObservability;
import io.obs.spring.ConditionalOnObs;
import io.obs.spring.ObsAutoConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
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
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(
                ServletObservability.create(obs).templates(MvcTemplates::of).filter());
        filter.setName("obs");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
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
            Observability obs, Environment environment, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        String servlet = environment.getProperty("spring.mvc.servlet.path", "/");
        return new DeclaredRoutes(
                HttpServerHandler.create(obs),
                environment.getProperty("server.servlet.context-path", "") + (servlet.equals("/") ? "" : servlet),
                mappings);
    }
}
