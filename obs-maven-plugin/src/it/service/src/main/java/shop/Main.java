package shop;

import io.obs.Observability;

public final class Main {

    public static void main(String... arguments) {
        try (Observability obs = Observability.init()) {
            new Captions().extractAll();
        }
    }
}
