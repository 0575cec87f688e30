package io.obs.ops.probe;

import io.obs.ops.cli.BadInput;

/**
 * What is asked or scraped of a service, which may have several.
 *
 * @param service its name
 * @param address a URL, or host:port
 */
record ProbeTarget(String service, String address) {

    /**
     * The value of an option.
     *
     * @param allowed how an address is written
     * @throws BadInput where it has no two parts
     */
    static ProbeTarget of(String option, String value, String allowed) {
        int equals = value.indexOf('=');
        if (equals <= 0) {
            throw refused(option, value, allowed);
        }
        return new ProbeTarget(value.substring(0, equals), value.substring(equals + 1));
    }

    static BadInput refused(String option, String value, String allowed) {
        return new BadInput(option + " " + value + " is not allowed; allowed: SERVICE=" + allowed);
    }
}
