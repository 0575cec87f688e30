package io.obs.jaxrs;

import io.obs.Observability;
import io.obs.testkit.http.HttpClientContract;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;

class ResteasyClientIT implements HttpClientContract, ClientFormsContract {

    @Override
    public jakarta.ws.rs.client.Client plain() {
        return new ResteasyClientBuilderImpl().build();
    }

    @Override
    public Client client(Observability obs) {
        return new Clients(
                obs,
                timeout -> new ResteasyClientBuilderImpl()
                        .setFollowRedirects(true)
                        .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .build());
    }

    @Override
    public boolean tellsProtocolVersion() {
        return false;
    }
}
