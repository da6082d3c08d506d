package dev.millrace.bench;

import dev.millrace.server.http.Body;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.Readiness;
import dev.millrace.server.http.Response;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.Server;
import dev.millrace.server.http.ServerConfig;
import dev.millrace.server.http.ServerMetrics;
import dev.millrace.server.http.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the server alone can do: a POST of a row answered with fixed bytes, as the reference that
 * answers with content are measured against. Arguments: seconds for each run, connections, runs.
 */
public final class HttpFixedReply {
  /** Where the fixed bytes are. */
  static final String PATH = "/fixed/{name}/reply";

  private static final String ROW =
      "{\"rows\":[{\"amount\":12.5,\"country\":\"SE\",\"hour\":14,\"known\":true}]}";
  private static final byte[] REPLY =
      "{\"predictions\":[{\"score\":0.734,\"decision\":\"yes\",\"version\":3,\"epoch\":7}]}"
          .getBytes(StandardCharsets.UTF_8);

  private HttpFixedReply() {}

  /** The route of fixed bytes, to stand beside the routes it is a reference for. */
  static Route route() {
    Response reply = Response.of(200, Response.JSON, Body.copyOf(REPLY));
    return Route.fast(Method.POST, PATH, request -> reply);
  }

  /** Starts a server with these routes and the fixed one. */
  static Server start(List<Route> others) {
    List<Route> routes = new ArrayList<>(others);
    routes.add(route());
    return Server.start(
        ServerConfig.DEFAULTS.atAnyPort(),
        routes,
        new Readiness(),
        new ServerMetrics(),
        surroundings());
  }

  /** What this machine gives a server. */
  static Surroundings surroundings() {
    return new Surroundings(
        Clock.systemUTC(),
        System::nanoTime,
        () -> UUID.randomUUID().toString(),
        Runtime.getRuntime().availableProcessors());
  }

  public static void main(String[] args) throws IOException {
    long seconds = args.length > 0 ? Long.parseLong(args[0]) : 5;
    int connections = args.length > 1 ? Integer.parseInt(args[1]) : 32;
    int runs = args.length > 2 ? Integer.parseInt(args[2]) : 4;
    byte[] request = LoadGenerator.post("/fixed/model/reply", ROW);
    try (Server server = start(List.of())) {
      for (int run = 1; run <= runs; run++) {
        System.out.println(
            new LoadGenerator(server.port(), request, connections)
                .run(run == 1 ? "fixed reply, warming" : "fixed reply", seconds));
      }
    }
  }
}
