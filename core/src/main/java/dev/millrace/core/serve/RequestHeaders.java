package dev.millrace.core.serve;

import java.util.Optional;

/** What came beside a request, whatever the protocol. May be read by any thread. */
public interface RequestHeaders {
  /** Nothing did. */
  RequestHeaders NONE = name -> Optional.empty();

  /** The first value of a header; its name is in lower case. */
  Optional<String> first(String name);
}
