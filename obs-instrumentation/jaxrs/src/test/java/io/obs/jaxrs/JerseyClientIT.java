package io.obs.jaxrs;

import io.obs.Observability;
import io.obs.testkit.http.HttpClientContract;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.client.JerseyClientBuilder;

class JerseyClientIT implements HttpClientContract, ClientFormsContract {

    @Override
    public jakarta.ws.rs.client.Client plain() {
        return new JerseyClientBuilder().build();
    }

    @Override
    public Client client(Observability obs) {
        return new Clients(
                obs,
                timeout -> new JerseyClientBuilder()
                        .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .build());
    }

    @Override
    public boolean tellsProtocolVersion() {
        return false;
    }
}
