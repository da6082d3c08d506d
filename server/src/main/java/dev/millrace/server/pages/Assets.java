package dev.millrace.server.pages;

import dev.millrace.core.report.Style;
import dev.millrace.digest.Digest;
import dev.millrace.server.http.Body;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.Page;
import dev.millrace.server.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that go with pages, each under a name that changes with its content. */
final class Assets {
  private static final Asset STYLE = asset("pages", "css", Style.SHEET + resource("pages.css"));
  private static final Asset SCRIPT = asset("pages", "js", resource("pages.js"));
  private static final Asset ICON = asset("icon", "svg", resource("icon.svg"));

  private Assets() {}

  /** A file as it is served. */
  private record Asset(String path, String type, String text) {}

  static String style() {
    return STYLE.path();
  }

  static String script() {
    return SCRIPT.path();
  }

  static String icon() {
    return ICON.path();
  }

  static List<Route> routes() {
    return List.of(route(STYLE), route(SCRIPT), route(ICON));
  }

  private static Route route(Asset asset) {
    Body body = Body.text(asset.text());
    return Route.fast(Method.GET, asset.path(), request -> Page.asset(asset.type(), body));
  }

  private static Asset asset(String name, String form, String text) {
    Digest digest = Digest.ofBytes(text.getBytes(StandardCharsets.UTF_8));
    String type =
        switch (form) {
          case "css" -> "text/css; charset=utf-8";
          case "js" -> "text/javascript; charset=utf-8";
          default -> "image/svg+xml";
        };
    return new Asset("/assets/" + name + "-" + digest.brief() + "." + form, type, text);
  }

  private static String resource(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
