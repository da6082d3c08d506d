package dev.millrace.spi.store;

import java.util.List;

/** How the whole traffic is divided: the shares add up to 10,000 and no version is there twice. */
public record ReleaseRoutes(List<ReleaseRoute> routes) {
  public ReleaseRoutes {
    routes = List.copyOf(routes);
    int whole = routes.stream().mapToInt(ReleaseRoute::share).sum();
    if (whole != ReleaseRoute.WHOLE) {
      throw new IllegalArgumentException("shares add up to 10,000, got " + whole);
    }
    if (routes.stream().map(route -> route.content().version()).distinct().count()
        != routes.size()) {
      throw new IllegalArgumentException("a version has one share");
    }
  }

  /** Everything to one content. */
  public static ReleaseRoutes all(ReleaseContent content) {
    return new ReleaseRoutes(List.of(new ReleaseRoute(content, ReleaseRoute.WHOLE)));
  }

  /** A share for the candidate, the rest for what is live; the candidate comes second. */
  public static ReleaseRoutes split(ReleaseContent live, ReleaseContent candidate, int share) {
    return share == ReleaseRoute.WHOLE
        ? all(candidate)
        : new ReleaseRoutes(
            List.of(
                new ReleaseRoute(live, ReleaseRoute.WHOLE - share),
                new ReleaseRoute(candidate, share)));
  }
}
