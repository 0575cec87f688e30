package io.obs.newcomers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with its usual host: deploys a WAR, and undeploys it when told to. */
public final class OnTomcat {

    /** What it is told on its standard input. */
    static final String UNDEPLOY = "undeploy";

    /** The system property with the path to deploy at; without it, the root. */
    static final String PATH = "context.path";

    private OnTomcat() {}

    /** @param arguments the WAR, the port on loopback, a directory to work in */
    public static void main(String... arguments) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[2]);
        Files.createDirectories(Path.of(arguments[2], "webapps"));
        tomcat.setPort(Integer.parseInt(arguments[1]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addWebapp(System.getProperty(PATH, ""), new File(arguments[0]).getAbsolutePath());
        tomcat.start();
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            if (line.equals(UNDEPLOY)) {
                tomcat.getHost().removeChild(context);
            }
        }
        tomcat.getServer().await();
    }
}
