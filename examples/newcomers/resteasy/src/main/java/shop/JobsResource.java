package shop;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Path("/")
public class JobsResource {
    private static final Logger LOG = LoggerFactory.getLogger("shop.jobs");

    @POST
    @Path("jobs")
    public Response create() {
        LOG.info("a job is created");
        return Response.status(201).entity("job 42").build();
    }

    @GET
    @Path("jobs/{id}")
    public String job(@PathParam("id") String id) {
        LOG.info("a job is asked for");
        return "job " + id + " is done";
    }

    @POST
    @Path("reports")
    public String report() {
        throw new IllegalStateException("no report");
    }
}
