package dev.millrace.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All routes of a server. A path is matched by the most particular pattern: fixed segments before
 * numbers, numbers before names, names before the rest. A pattern that takes every path answers its
 * own methods only: for others there is nothing at a path no other pattern takes. Immutable.
 */
public final class RouteTable {
  private final List<Route> routes;
  private final Map<String, Place> fixed = new HashMap<>();
  private final List<Place> named = new ArrayList<>();

  /** What answers at one path, by method. */
  private record Place(PathPattern pattern, Map<Method, Integer> byMethod) {}

  /** What a method and a path lead to. */
  sealed interface Match {
    /** A route, by its number in the table. */
    record Found(int number, Route route, PathValues values) implements Match {}

    /** The path is known, but not for this method. */
    record OtherMethods(Set<Method> allowed) implements Match {}

    /** Nothing answers at this path. */
    record Nothing() implements Match {}
  }

  private RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * Makes a table.
   *
   * @throws IllegalArgumentException when two routes would answer the same requests
   */
  public static RouteTable of(List<Route> routes) {
    RouteTable table = new RouteTable(routes);
    Map<String, Place> byShape = new HashMap<>();
    for (int i = 0; i < routes.size(); i++) {
      Route route = routes.get(i);
      if (route.method() == Method.HEAD || route.method() == Method.OPTIONS) {
        throw new IllegalArgumentException(route.method() + " is answered by the server itself");
      }
      Place place =
          byShape.computeIfAbsent(
              route.pattern().shape(),
              any -> new Place(route.pattern(), new EnumMap<>(Method.class)));
      if (place.byMethod().put(route.method(), i) != null) {
        throw new IllegalArgumentException(
            "two routes for " + route.method() + " " + route.pattern());
      }
    }
    byShape.forEach(
        (shape, place) -> {
          if (place.pattern().isFixed()) {
            table.fixed.put(shape, place);
          } else {
            table.named.add(place);
          }
        });
    table.named.sort(Comparator.comparing(place -> place.pattern().rank()));
    return table;
  }

  /** The routes in the order given. */
  public List<Route> routes() {
    return routes;
  }

  /** Looks up an encoded path; REQUEST_INVALID when what a name took is badly encoded. */
  Match match(Method method, String path) {
    Place exact = fixed.get(path);
    if (exact != null) {
      return at(exact, PathValues.NONE, method);
    }
    List<String> segments = List.of(path.substring(1).split("/", -1));
    for (Place place : named) {
      Optional<PathValues> values = place.pattern().match(segments);
      if (values.isPresent()) {
        Match match = at(place, values.get(), method);
        return match instanceof Match.OtherMethods && place.pattern().takesAll()
            ? new Match.Nothing()
            : match;
      }
    }
    return new Match.Nothing();
  }

  private Match at(Place place, PathValues values, Method method) {
    Integer number = place.byMethod().get(method == Method.HEAD ? Method.GET : method);
    if (number == null) {
      return new Match.OtherMethods(allowed(place));
    }
    return new Match.Found(number, routes.get(number), values);
  }

  private static Set<Method> allowed(Place place) {
    Set<Method> allowed = EnumSet.copyOf(place.byMethod().keySet());
    allowed.add(Method.OPTIONS);
    if (allowed.contains(Method.GET)) {
      allowed.add(Method.HEAD);
    }
    return allowed;
  }
}
