package io.obs.examples.actuator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Greets through another service, which may be itself. */
@SpringBootApplication
@RestController
public class Relay {

    private final RestClient client;

    Relay(RestClient.Builder builder) {
        client = builder.build();
    }

    public static void main(String... arguments) {
        SpringApplication.run(Relay.class, arguments);
    }

    @GetMapping("/greetings/{name}")
    String greet(@PathVariable String name) {
        return "Hello, " + name;
    }

    @GetMapping("/relayed/{name}")
    String relay(@PathVariable String name, @RequestParam int port) {
        return client.get()
                .uri("http://127.0.0.1:{port}/greetings/{name}", port, name)
                .retrieve()
                .body(String.class);
    }
}
