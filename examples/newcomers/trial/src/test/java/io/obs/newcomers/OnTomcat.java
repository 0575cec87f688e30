package io.obs.newcomers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with its usual host: deploys a WAR at the root. */
public final class OnTomcat {

    private OnTomcat() {}

    /** @param arguments the WAR, the port on loopback, a directory to work in */
    public static void main(String... arguments) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[2]);
        Files.createDirectories(Path.of(arguments[2], "webapps"));
        tomcat.setPort(Integer.parseInt(arguments[1]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.addWebapp("", new File(arguments[0]).getAbsolutePath());
        tomcat.start();
        tomcat.getServer().await();
    }
}
