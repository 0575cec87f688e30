package io.obs.spring.client;

import io.obs.Observability;
import io.obs.spring.BootApplication;
import io.obs.testkit.http.HttpClientContract;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** The HTTP client's contract on the RestClient of a Boot service. */
class RestClientIT implements HttpClientContract {

    private final List<BootApplication> services = new ArrayList<>();

    @AfterEach
    void closeServices() {
        services.forEach(BootApplication::close);
    }

    @Override
    public boolean tellsProtocolVersion() {
        return false;
    }

    @Override
    public Client client(Observability obs) {
        BootApplication service = BootApplication.observedBy(obs, WebApplicationType.NONE, Map.of(), Service.class);
        services.add(service);
        RestClient.Builder builder = service.bean(RestClient.Builder.class);
        return new BlockingClients() {
            @Override
            public Answer send(URI uri, Map<String, String> headers, Duration timeout) throws Exception {
                RestClient client = builder.clone()
                        .requestFactory(ClientHttpRequestFactoryBuilder.jdk()
                                .build(HttpClientSettings.defaults().withReadTimeout(timeout)))
                        .defaultStatusHandler(status -> true, (request, response) -> {})
                        .build();
                try {
                    ResponseEntity<String> answer = client.get()
                            .uri(uri)
                            .headers(all -> headers.forEach(all::set))
                            .retrieve()
                            .toEntity(String.class);
                    return new Answer(answer.getStatusCode().value(), String.valueOf(answer.getBody()));
                } catch (ResourceAccessException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            }
        };
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}
}
