package io.obs.servlet;

import io.obs.testkit.http.ContractCall;
import io.obs.testkit.http.ContractRoute;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;

/** One route of the contract's application as a servlet. */
final class ContractServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient ContractRoute route;

    ContractServlet(ContractRoute route) {
        this.route = route;
    }

    /** What the servlet is mapped to. */
    static String mapping(ContractRoute route) {
        return route.template().contains("{") ? route.prefix() + "/*" : route.prefix();
    }

    /** An observability that knows the application's routes. */
    static ServletObservability declare(ServletObservability observability, Iterable<ContractRoute> routes) {
        for (ContractRoute route : routes) {
            observability.route(
                    route.method(),
                    route.template(),
                    route.statuses().stream().mapToInt(Integer::intValue).toArray());
        }
        return observability;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            route.handler().handle(new Call(request, response));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private record Call(HttpServletRequest request, HttpServletResponse response) implements ContractCall {

        @Override
        public String lastSegment() {
            String path = request.getRequestURI();
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public void answer(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            response.setStatus(status);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }

        @Override
        public OutputStream stream(int status) throws IOException {
            response.setStatus(status);
            return response.getOutputStream();
        }

        @Override
        public void later(Executor executor, Task task) {
            AsyncContext async = request.startAsync();
            executor.execute(() -> {
                try {
                    task.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    async.complete();
                }
            });
        }
    }
}
