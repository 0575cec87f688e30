package shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@WebServlet({"/api/v1/jobs", "/api/v1/jobs/*"})
public class JobsServlet extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger("shop.jobs");

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LOG.info("a job is created");
        response.setStatus(201);
        response.getWriter().print("job 42");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LOG.info("a job is asked for");
        response.getWriter().print("job 42 is done");
    }
}
