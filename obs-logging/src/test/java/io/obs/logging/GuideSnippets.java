package io.obs.logging;

import io.obs.context.RequestContext;
import org.slf4j.Logger;
import org.slf4j.MarkerFactory;

/** The Java of docs/guide/logging.md, so that it compiles; {@link GuideIT} compares the two. */
final class GuideSnippets {

    private GuideSnippets() {}

    static void sayingMore(Logger log, String ledger, Exception exception) {
        RequestContext.current().userId("user-123").put("tenant", "acme");
        log.atInfo().addKeyValue("sku", 4711).log("stock is low");
        log.warn(MarkerFactory.getMarker("billing"), "invoice is late");
        Critical.log(log, "ledger {} does not balance", ledger, exception);
    }
}
