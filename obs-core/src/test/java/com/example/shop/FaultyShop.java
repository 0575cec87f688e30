package com.example.shop;

import io.obs.Observability;
import io.obs.context.RequestContext;
import io.obs.http.HttpClientHandler;
import io.obs.http.HttpRequest;
import io.obs.job.JobHandler;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** Loses and forgets contexts in each way there is; runs in a JVM of its own. */
@SuppressWarnings({"try", "MustBeClosedChecker"})
public final class FaultyShop {

    private FaultyShop() {}

    public static void main(String... arguments) throws Exception {
        Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .set("obs.dev", arguments[0])
                .build();
        HttpClientHandler client = HttpClientHandler.create(obs);
        var job = JobHandler.create(obs).start(Context.root(), "restock", null);
        try (Scope scope = job.makeCurrent()) {
            callInside(client);
            onAThread(() -> callLost(client));
            onAThread(() -> callLost(client));
            onAThread(obs.wrap(() -> callInside(client)));
        }
        job.succeeded();
        Scope[] handedOver = new Scope[1];
        onAThread(() -> handedOver[0] = openForOthers());
        handedOver[0].close();
        onAThread(FaultyShop::openAndEnd);
        Scope forgotten = openAndForget();
        obs.close();
        System.out.println("done " + (forgotten != null));
    }

    private static void callInside(HttpClientHandler client) {
        client.start(new Call(), (name, value) -> {}).end(200);
    }

    private static void callLost(HttpClientHandler client) {
        client.start(new Call(), (name, value) -> {}).end(200);
    }

    private static Scope openForOthers() {
        return Context.root().with(RequestContext.of("req-1")).makeCurrent();
    }

    private static void openAndEnd() {
        Context.root().with(RequestContext.of("req-2")).makeCurrent();
    }

    private static Scope openAndForget() {
        return Context.root().with(RequestContext.of("req-3")).makeCurrent();
    }

    private static void onAThread(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task, "hop");
        thread.start();
        thread.join();
    }

    private static final class Call implements HttpRequest {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/stock";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }
    }
}
