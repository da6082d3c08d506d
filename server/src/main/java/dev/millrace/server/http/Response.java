package dev.millrace.server.http;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An answer: status, headers and body. Lengths, dates and the fate of the connection are the
 * server's business.
 *
 * @param status from 200 to 599
 * @param contentType empty when there is no body
 */
public record Response(int status, String contentType, List<Header> headers, Body body) {
  public static final String JSON = "application/json";
  public static final String HTML = "text/html; charset=utf-8";
  public static final String TEXT = "text/plain; charset=utf-8";

  public Response {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("not a final status: " + status);
    }
    Objects.requireNonNull(contentType);
    headers = List.copyOf(headers);
    Objects.requireNonNull(body);
  }

  /** 204. */
  public static Response empty() {
    return new Response(204, "", List.of(), Body.EMPTY);
  }

  public static Response json(int status, Json value) {
    return of(status, JSON, Body.text(CanonicalJson.text(value)));
  }

  public static Response text(int status, String text) {
    return of(status, TEXT, Body.text(text));
  }

  public static Response of(int status, String contentType, Body body) {
    return new Response(status, contentType, List.of(), body);
  }

  /** 303: the place to look at after a change. The place is a path of this server. */
  public static Response seeOther(String path) {
    if (!path.startsWith("/") || path.startsWith("//")) {
      throw new IllegalArgumentException("not a path of this server: " + path);
    }
    return new Response(303, "", List.of(new Header("Location", path)), Body.EMPTY);
  }

  /** The same with one header more. */
  public Response with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Response(status, contentType, more, body);
  }
}
