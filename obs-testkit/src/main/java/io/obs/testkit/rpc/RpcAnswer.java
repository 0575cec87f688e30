package io.obs.testkit.rpc;

import io.obs.rpc.RpcCode;
import java.util.List;
import java.util.Map;

/**
 * All that a client can tell of a call that has ended.
 *
 * @param description the text beside the code; empty where there is none
 * @param messages in their order
 * @param metadata what came back, before or after the messages, by lower-case name
 */
public record RpcAnswer(RpcCode code, String description, List<String> messages, Map<String, String> metadata) {}
