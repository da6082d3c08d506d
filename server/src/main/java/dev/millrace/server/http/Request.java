package dev.millrace.server.http;

import java.util.Objects;

/**
 * A request as endpoints see it: complete, decoded and immutable.
 *
 * @param method HEAD arrives as GET, since its answer differs by the body alone
 * @param path the path as it came, still encoded
 * @param values what the names of the route's pattern took
 */
public record Request(
    Method method, String path, PathValues values, Query query, Headers headers, Body body) {
  public Request {
    Objects.requireNonNull(method);
    Objects.requireNonNull(path);
    Objects.requireNonNull(values);
    Objects.requireNonNull(query);
    Objects.requireNonNull(headers);
    Objects.requireNonNull(body);
  }
}
