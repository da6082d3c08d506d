package dev.millrace.server.http;

import java.time.Instant;

/** What came of a look at the files of certificate and key. */
public sealed interface TlsOutcome {
  /** The files say what is in use, or the server has none. */
  record Unchanged() implements TlsOutcome {}

  /** New connections get the new certificate; those that are open stay. */
  record Renewed(Instant expires) implements TlsOutcome {}

  /** The files cannot be used; what was in use still is. */
  record Kept(String why) implements TlsOutcome {}
}
