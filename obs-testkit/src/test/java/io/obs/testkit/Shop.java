package io.obs.testkit;

import io.obs.Observability;
import io.obs.http.HttpRequest;
import io.obs.http.HttpServerHandler;
import io.obs.http.HttpServerOperation;
import io.obs.job.JobHandler;
import io.obs.job.JobOperation;
import io.obs.tracing.Spans;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service as small as one can be that has requests, spans, lines and jobs. */
public final class Shop {

    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);

    private final HttpServerHandler http;
    private final Spans spans;
    private final JobHandler jobs;

    public Shop(Observability obs) {
        http = HttpServerHandler.create(obs);
        spans = Spans.of(obs);
        jobs = JobHandler.create(obs);
        http.declare("POST", "/orders", 201);
    }

    /** Answers an order as a server would. */
    public int order(String article) {
        return request("/orders", () -> {
            spans.run("check_stock", () -> LOG.info("is there {}?", article));
            spans.run("write_order", () -> {
                if (article.isEmpty()) {
                    throw new IllegalStateException("no article");
                }
                LOG.atInfo().addKeyValue("article", article).log("ordered");
            });
        });
    }

    /** Any other request, with work that throws nothing checked. */
    @SuppressWarnings("try") // a scope is only to be closed
    public int request(String template, Runnable work) {
        HttpServerOperation operation = http.start(new Order(), http.route("POST", template));
        int status = 201;
        try (Scope scope = operation.makeCurrent()) {
            work.run();
        } catch (RuntimeException e) {
            status = 500;
            operation.thrown(e);
        }
        operation.end(status);
        return status;
    }

    /** A job of the same shop. */
    @SuppressWarnings("try") // a scope is only to be closed
    public void restock() {
        JobOperation job = jobs.start(Context.current(), "restock", null);
        try (Scope scope = job.makeCurrent()) {
            LOG.info("restocked");
        }
        job.succeeded();
    }

    private static final class Order implements HttpRequest {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/orders";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }
    }
}
