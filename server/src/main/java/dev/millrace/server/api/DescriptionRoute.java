package dev.millrace.server.api;

import dev.millrace.server.http.Body;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.Response;
import dev.millrace.server.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** {@code GET /openapi.yaml}: the description of everything that is no page, for programs. */
public final class DescriptionRoute {
  private static final String FILE = "openapi.yaml";

  private final Response file;

  public DescriptionRoute() {
    try (InputStream in =
        Objects.requireNonNull(DescriptionRoute.class.getResourceAsStream(FILE), FILE)) {
      file = Response.of(200, "application/yaml", Body.handedOver(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Route> routes() {
    return List.of(Route.fast(Method.GET, "/" + FILE, request -> file));
  }
}
