package dev.millrace.server.http;

import dev.millrace.json.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The routes for whoever watches the server: alive, ready, metrics. */
final class HealthRoutes {
  private HealthRoutes() {}

  static List<Route> of(Readiness readiness, ServerMetrics metrics) {
    return List.of(
        Route.fast(Method.GET, "/healthz", request -> alive()),
        Route.fast(Method.GET, "/readyz", request -> ready(readiness.reasons())),
        Route.fastLater(
            Method.GET,
            "/metrics",
            request -> {
              // Not among the work routes: it must answer above all when those are full.
              CompletableFuture<Response> text = new CompletableFuture<>();
              Thread.ofVirtual().name("metrics").start(() -> scrape(metrics, text));
              return text;
            }));
  }

  private static Response alive() {
    return Response.json(200, Json.members().put("status", "alive").build())
        .with("Cache-Control", "no-store");
  }

  private static Response ready(List<String> reasons) {
    return Response.json(
            reasons.isEmpty() ? 200 : 503,
            Json.members()
                .put("status", reasons.isEmpty() ? "ready" : "not ready")
                .put("reasons", reasons.stream().map(Json::of).toList())
                .build())
        .with("Cache-Control", "no-store");
  }

  private static void scrape(ServerMetrics metrics, CompletableFuture<Response> text) {
    try {
      text.complete(Response.of(200, ServerMetrics.CONTENT_TYPE, Body.text(metrics.scrape())));
    } catch (RuntimeException e) {
      text.completeExceptionally(e);
    }
  }
}
