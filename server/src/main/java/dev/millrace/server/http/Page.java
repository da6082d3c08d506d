package dev.millrace.server.http;

import java.util.List;

/**
 * Answers for browsers, with headers that leave a page nothing but what it is served with: no
 * script or style inside it, nothing from elsewhere, no frame around it. What a page changes it
 * sends as JSON by a script of this server; its forms cannot.
 */
public final class Page {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final List<Header> HEADERS =
      List.of(
          new Header("Content-Security-Policy", POLICY),
          new Header("Referrer-Policy", "no-referrer"),
          new Header("X-Frame-Options", "DENY"),
          new Header("Cross-Origin-Opener-Policy", "same-origin"),
          new Header("Cross-Origin-Resource-Policy", "same-origin"),
          new Header("Permissions-Policy", "camera=(), geolocation=(), microphone=()"));

  private Page() {}

  /** A page of HTML. */
  public static Response html(int status, String html) {
    return new Response(status, Response.HTML, HEADERS, Body.text(html));
  }

  /** A file that goes with pages; its address changes with its content, so it is kept for ever. */
  public static Response asset(String contentType, Body body) {
    return new Response(200, contentType, HEADERS, body)
        .with("Cache-Control", "public, max-age=31536000, immutable");
  }
}
