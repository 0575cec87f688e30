package io.obs.spring.webflux;

import io.netty.util.concurrent.EventExecutor;
import io.obs.Observability;
import io.obs.tracing.Spans;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A WebFlux service, one of whose handlers calls another one; runs in a JVM of its own until its standard input ends. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class ServiceWithAgent {

    private static final Logger LOG = LoggerFactory.getLogger("shop");

    private final WebClient client;
    private final Environment environment;
    private final Observability obs;
    private final Scheduler packers = Schedulers.newParallel("packers", 2);

    ServiceWithAgent(WebClient.Builder client, Environment environment, Observability obs) {
        this.client = client.build();
        this.environment = environment;
        this.obs = obs;
    }

    public static void main(String... arguments) throws Exception {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ServiceWithAgent.class)
                .web(WebApplicationType.REACTIVE)
                .properties(Map.of("server.port", "0", "server.address", "127.0.0.1"))
                .run(arguments)) {
            LOG.info("ready at {}", address(context.getEnvironment()));
            while (System.in.read() >= 0) {
                context.getBean(ReactorResourceFactory.class)
                        .getLoopResources()
                        .onServer(true)
                        .forEach(ServiceWithAgent::tellWhatIsCurrent);
            }
        }
        System.exit(0);
    }

    private static void tellWhatIsCurrent(EventExecutor thread) {
        thread.execute(() ->
                LOG.info("between requests: {}", Context.current() == Context.root() ? "nothing" : Context.current()));
    }

    private static String address(Environment environment) {
        return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    }

    @GetMapping("/orders/{id}")
    Mono<String> order(@PathVariable("id") String id) {
        return client.get()
                .uri(address(environment) + "/items/" + id)
                .retrieve()
                .bodyToMono(String.class)
                .delayElement(Duration.ofMillis(1), packers)
                .doOnNext(item -> Spans.of(obs).run("pack", () -> LOG.info("packed {}", item)));
    }

    @GetMapping("/items/{id}")
    Mono<String> item(@PathVariable("id") String id) {
        return Mono.just(id);
    }

    @GetMapping("/broken/{id}")
    Mono<String> broken(@PathVariable("id") String id) {
        return Mono.delay(Duration.ofMillis(1)).then(Mono.error(new IllegalStateException("no order " + id)));
    }
}
