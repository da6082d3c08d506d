package dev.millrace.spark;

import java.io.Serializable;

/**
 * The state of one part as it comes back from a task.
 *
 * @param file the part's file, as a URI
 * @param rows rows read from it, before any filter
 * @param state canonical bytes of the state; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // moved once from a task to the driver, never compared
record PartState(String file, long rows, byte[] state) implements Serializable {}
