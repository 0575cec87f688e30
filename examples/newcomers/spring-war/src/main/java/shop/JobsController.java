package shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
public class JobsController {
    private static final Logger LOG = LoggerFactory.getLogger("shop.jobs");

    @PostMapping("/jobs")
    @ResponseStatus(HttpStatus.CREATED)
    public String create() {
        LOG.info("a job is created");
        return "job 42";
    }

    @GetMapping("/jobs/{id}")
    public String job(@PathVariable("id") String id) {
        LOG.info("a job is asked for");
        return "job " + id + " is done";
    }

    @PostMapping("/reports")
    public String report() {
        throw new IllegalStateException("no report");
    }
}
