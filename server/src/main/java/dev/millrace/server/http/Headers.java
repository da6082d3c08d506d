package dev.millrace.server.http;

import java.util.List;
import java.util.Optional;

/** Header fields of a request; names in any case. May be read by any thread. */
public interface Headers {
  /** No header at all. */
  Headers NONE = name -> List.of();

  /** Headers from a list, for requests that did not come over a wire. */
  static Headers of(List<Header> headers) {
    List<Header> copy = List.copyOf(headers);
    return name ->
        copy.stream()
            .filter(header -> header.name().equalsIgnoreCase(name))
            .map(Header::value)
            .toList();
  }

  /** All values of a header in the order received; empty when it is absent. */
  List<String> all(String name);

  /** The first value of a header. */
  default Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** The only value of a header; empty when it is absent or was given more than once. */
  default Optional<String> only(String name) {
    List<String> values = all(name);
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }
}
