package io.obs.examples.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Greets; knows nothing of obs. */
@SpringBootApplication
@RestController
public class Greetings {

    private static final Logger LOG = LoggerFactory.getLogger(Greetings.class);

    public static void main(String... arguments) {
        SpringApplication.run(Greetings.class, arguments);
    }

    @GetMapping("/greetings/{name}")
    String greet(@PathVariable String name) {
        LOG.info("{} wants to be greeted", name);
        return "Hello, " + name;
    }
}
