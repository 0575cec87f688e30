/** obs in Spring Boot services; on the class path, where these live, found by Boot itself. */
module io.obs.spring {
    requires transitive io.obs;
    requires transitive io.obs.metrics;
    requires io.obs.logging;
    requires io.obs.servlet;
    requires io.obs.jobs;
    requires static io.obs.jdbc;
    requires static io.obs.redis;
    requires static io.obs.rabbitmq;
    requires static io.obs.resilience;
    requires io.obs.reactor;
    requires static transitive spring.boot;
    requires static transitive spring.boot.autoconfigure;
    requires static transitive spring.context;
    requires static spring.beans;
    requires static transitive spring.core;
    requires static spring.web;
    requires static spring.webmvc;
    requires static spring.boot.webmvc;
    requires static jakarta.servlet;
    requires static spring.webflux;
    requires static spring.boot.restclient;
    requires static spring.boot.webclient;
    requires static spring.boot.health;
    requires static micrometer.tracing;
    requires static micrometer.observation;
    requires static reactor.core;
    requires static org.reactivestreams;
    requires static reactor.netty.http;
    requires static io.netty.codec.http;
    requires static java.sql;
    requires static spring.aop;
    requires static spring.jdbc;
    requires static spring.data.redis;
    requires static lettuce.core;
    requires static redis.clients.jedis;
    requires static org.apache.commons.pool2;
    requires static spring.amqp;
    requires static spring.rabbit;
    requires static com.rabbitmq.client;
    requires static io.github.resilience4j.circuitbreaker;
    requires static transitive org.jspecify;

    exports io.obs.spring;

    provides io.obs.servlet.FrameworkStart with
            io.obs.spring.mvc.BootStart;

    // Spring makes and calls what is in there.
    opens io.obs.spring;
    opens io.obs.spring.client;
    opens io.obs.spring.health;
    opens io.obs.spring.jdbc;
    opens io.obs.spring.job;
    opens io.obs.spring.mvc;
    opens io.obs.spring.observation;
    opens io.obs.spring.rabbit;
    opens io.obs.spring.redis;
    opens io.obs.spring.resilience;
    opens io.obs.spring.task;
    opens io.obs.spring.webflux;
}
