package dev.millrace.server.http;

/**
 * How a stop went.
 *
 * @param unanswered requests that were cut off because they did not end in time
 */
public record StopReport(int unanswered) {}
