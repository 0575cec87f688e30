/** Adapter of Jakarta Servlet. */
module io.obs.servlet {
    requires transitive io.obs;
    requires transitive jakarta.servlet;
    requires static transitive org.jspecify;

    exports io.obs.servlet;

    uses io.obs.servlet.FrameworkStart;

    provides jakarta.servlet.ServletContainerInitializer with
            io.obs.servlet.ServletInitializer;
}
