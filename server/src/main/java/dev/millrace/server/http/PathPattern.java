package dev.millrace.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path with names: {@code /api/v1/models/{name}/predict}. A name takes one segment that is not
 * empty; {@code {id:number}} takes digits only; {@code {rest*}}, at the end, takes all that
 * follows.
 */
public final class PathPattern {
  private static final Pattern FIXED = Pattern.compile("[A-Za-z0-9._~-]+");
  private static final Pattern NAMED = Pattern.compile("\\{([a-z][a-z-]*)(:number|\\*)?}");

  private final String text;
  private final List<Segment> segments;
  private final List<String> names;

  /** One part between two slashes. */
  private sealed interface Segment {
    record Fixed(String text) implements Segment {}

    record Any() implements Segment {}

    record Digits() implements Segment {}

    record Rest() implements Segment {}
  }

  private PathPattern(String text, List<Segment> segments, List<String> names) {
    this.text = text;
    this.segments = List.copyOf(segments);
    this.names = List.copyOf(names);
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static PathPattern of(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash: " + text);
    }
    List<Segment> segments = new ArrayList<>();
    List<String> names = new ArrayList<>();
    String[] parts = text.equals("/") ? new String[0] : text.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      var named = NAMED.matcher(parts[i]);
      if (named.matches()) {
        if (names.contains(named.group(1))) {
          throw new IllegalArgumentException("the name stands twice: " + text);
        }
        names.add(named.group(1));
        String kind = Optional.ofNullable(named.group(2)).orElse("");
        if (kind.equals("*") && i != parts.length - 1) {
          throw new IllegalArgumentException("only the last segment may take the rest: " + text);
        }
        segments.add(
            switch (kind) {
              case "*" -> new Segment.Rest();
              case ":number" -> new Segment.Digits();
              default -> new Segment.Any();
            });
      } else if (FIXED.matcher(parts[i]).matches()) {
        segments.add(new Segment.Fixed(parts[i]));
      } else {
        throw new IllegalArgumentException("not a segment of a pattern: '" + parts[i] + "'");
      }
    }
    return new PathPattern(text, segments, names);
  }

  /** True when the pattern has no names, so that it is a path itself. */
  boolean isFixed() {
    return names.isEmpty();
  }

  /** True when every path is of the pattern. */
  boolean takesAll() {
    return segments.size() == 1 && segments.getFirst() instanceof Segment.Rest;
  }

  /** Two patterns of one shape take the same paths. */
  String shape() {
    return segments.stream()
        .map(
            segment ->
                switch (segment) {
                  case Segment.Fixed fixed -> fixed.text();
                  case Segment.Any any -> "{}";
                  case Segment.Digits digits -> "{:number}";
                  case Segment.Rest rest -> "{*}";
                })
        .collect(Collectors.joining("/", "/", ""));
  }

  /** Sorts the more particular pattern first. */
  String rank() {
    return segments.stream()
        .map(
            segment ->
                switch (segment) {
                  case Segment.Fixed fixed -> "0";
                  case Segment.Digits digits -> "1";
                  case Segment.Any any -> "2";
                  case Segment.Rest rest -> "3";
                })
        .collect(Collectors.joining());
  }

  /** The values of the names when the path, still encoded, is of this pattern. */
  Optional<PathValues> match(List<String> path) {
    boolean open = !segments.isEmpty() && segments.get(segments.size() - 1) instanceof Segment.Rest;
    if (open ? path.size() < segments.size() : path.size() != segments.size()) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>(names.size());
    for (int i = 0; i < segments.size(); i++) {
      String part = path.get(i);
      switch (segments.get(i)) {
        case Segment.Fixed fixed -> {
          if (!fixed.text().equals(part)) {
            return Optional.empty();
          }
        }
        case Segment.Any any -> {
          if (part.isEmpty()) {
            return Optional.empty();
          }
          values.add(part);
        }
        case Segment.Digits digits -> {
          if (part.isEmpty() || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
          }
          values.add(part);
        }
        case Segment.Rest rest -> values.add(String.join("/", path.subList(i, path.size())));
      }
    }
    return Optional.of(new PathValues(names, values.stream().map(PercentText::segment).toList()));
  }

  @Override
  public String toString() {
    return text;
  }
}
