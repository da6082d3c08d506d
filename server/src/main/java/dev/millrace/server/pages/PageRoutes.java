package dev.millrace.server.pages;

import dev.millrace.error.Blame;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.server.http.Method;
import dev.millrace.server.http.PathValues;
import dev.millrace.server.http.Request;
import dev.millrace.server.http.Response;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.WorkEndpoint;
import dev.millrace.server.pages.Node.Element;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ReleaseTarget;
import java.util.ArrayList;
import java.util.List;

/** The addresses of the pages. What goes wrong is told as a page to browsers. */
public final class PageRoutes {
  private final OverviewPage overview;
  private final RunPages runs;
  private final ModelPages models;
  private final VersionPage versions;
  private final ReleasePages releases;
  private final MonitorPages monitor;

  public PageRoutes(Sources sources) {
    this.overview = new OverviewPage(sources);
    this.runs = new RunPages(sources);
    this.models = new ModelPages(sources);
    this.versions = new VersionPage(sources);
    this.releases = new ReleasePages(sources);
    this.monitor = new MonitorPages(sources);
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>(Assets.routes());
    routes.add(page("/", request -> overview.show()));
    routes.add(page("/runs", request -> runs.list(request.query())));
    routes.add(page("/runs/{run}", request -> runs.show(request.values().text("run"))));
    routes.add(page("/models", request -> models.list()));
    routes.add(page("/models/{model}", request -> models.show(model(request.values()))));
    routes.add(
        page(
            "/models/{model}/versions/{version:number}",
            request -> versions.show(model(request.values()), version(request.values()))));
    routes.add(page("/releases", request -> releases.list()));
    routes.add(
        page(
            "/releases/{model}/{environment}/rollback",
            request ->
                releases.rollBack(
                    new ReleaseTarget(
                        model(request.values()),
                        new EnvironmentName(request.values().text("environment"))))));
    routes.add(page("/monitor", request -> monitor.list()));
    routes.add(page("/monitor/{model}", request -> monitor.show(model(request.values()))));
    routes.add(Route.fast(Method.GET, "/{rest*}", PageRoutes::nothing));
    return routes;
  }

  private static ModelName model(PathValues values) {
    return new ModelName(values.text("model"));
  }

  private static int version(PathValues values) {
    long number = values.number("version");
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw Problem.of(ErrorCode.MODEL_VERSION_UNKNOWN, "there is no such version")
          .found(number)
          .asException();
    }
    return (int) number;
  }

  private static Route page(String pattern, WorkEndpoint endpoint) {
    return Route.work(
        Method.GET,
        pattern,
        request -> {
          try {
            return endpoint.answer(request);
          } catch (MillraceException e) {
            if (e.code().blame() != Blame.CALLER || !wantsPage(request)) {
              throw e;
            }
            return problem(e);
          }
        });
  }

  /** What nothing else answers. */
  private static Response nothing(Request request) {
    MillraceException unknown =
        Problem.of(ErrorCode.ROUTE_UNKNOWN, "there is nothing at this address")
            .at(request.path())
            .asException();
    if (!wantsPage(request) || request.path().startsWith("/api/")) {
      throw unknown;
    }
    return problem(unknown);
  }

  /** Browsers say that they want HTML; programs say nothing, or that they want JSON. */
  private static boolean wantsPage(Request request) {
    return request.headers().all("accept").stream().anyMatch(types -> types.contains("text/html"));
  }

  private static Response problem(MillraceException failure) {
    int status = failure.code() == ErrorCode.NAME_INVALID ? 404 : failure.code().httpStatus();
    List<Node> content = new ArrayList<>();
    for (Problem problem : failure.problems()) {
      content.add(Element.of("p", problem.text()).styled("bad"));
    }
    content.add(
        Element.of(
            "p",
            Words.text("Go on at the "),
            Words.link("/", "overview"),
            Words.text(", the "),
            Words.link("/models", "models"),
            Words.text(" or the "),
            Words.link("/runs", "runs"),
            Words.text(".")));
    return Frame.elsewhere(status, status == 404 ? "Not here" : "Not so", content);
  }
}
