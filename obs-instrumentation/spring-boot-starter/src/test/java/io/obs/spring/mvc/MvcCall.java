package io.obs.spring.mvc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obs.testkit.http.ContractCall;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;

/** A call of the contract's application in a servlet container. */
record MvcCall(HttpServletRequest request, HttpServletResponse response) implements ContractCall {

    @Override
    public String lastSegment() {
        String path = request.getRequestURI();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public void answer(int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
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
        AsyncContext later = request.startAsync();
        executor.execute(() -> {
            try {
                task.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                later.complete();
            }
        });
    }
}
