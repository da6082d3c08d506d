package dev.millrace.server.http;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;

/** The headers of a request as it came over the wire; nobody changes them once it is here. */
record RawHeaders(MultiMap map) implements Headers {
  @Override
  public List<String> all(String name) {
    return map.getAll(name);
  }

  @Override
  public Optional<String> first(String name) {
    return Optional.ofNullable(map.get(name));
  }
}
