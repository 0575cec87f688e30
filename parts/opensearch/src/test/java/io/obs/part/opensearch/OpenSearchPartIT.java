package io.obs.part.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class OpenSearchPartIT {

    @Test
    void node_answersOverHttp() throws Exception {
        try (OpenSearchPart search = OpenSearchPart.start()) {
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(search.uri().resolve("/_cluster/health"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("\"status\":\"green\"");
        }
    }
}
