package io.obs.ops.check;

/**
 * Something that does not fit.
 *
 * @param name what it is about: a family, a rule, a target, a file
 * @param problem what is wrong, as a sentence without its subject
 * @param remedy what to do
 */
record Finding(String name, String problem, String remedy) {}
