package io.obs.httpserver;

import io.obs.Observability;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.HttpServerContract;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

class HttpServerObservabilityIT implements HttpServerContract {

    @Override
    public Running serve(ContractApp app, @Nullable Observability obs) throws Exception {
        return JdkServers.serve(app, obs, Executors.newFixedThreadPool(16));
    }
}
