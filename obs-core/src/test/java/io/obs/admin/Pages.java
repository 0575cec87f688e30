package io.obs.admin;

import io.obs.spi.Room;
import io.obs.spi.Wiring;

/** A page like a scrape's, and one that no socket's buffer holds: who does not read it blocks its writer. */
final class Pages implements Room {

    static final int SMALL = 100_000;

    private static final int LARGE = 20_000_000;

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public void install(Wiring wiring) {
        wiring.page(page("/small", SMALL));
        wiring.page(page("/large", LARGE));
    }

    private static AdminPage page(String path, int size) {
        AdminResponse answer = new AdminResponse(200, "text/plain", null, new byte[size]);
        return new AdminPage(path, false, request -> answer);
    }
}
