package dev.millrace.cli;

import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LeaseOwner;
import java.security.SecureRandom;
import java.time.Instant;

/** Who sits at the command line: the operating system's user, which proves nothing. */
final class Users {
  static final ProjectName PROJECT = new ProjectName("default");

  private Users() {}

  static Actor actor() {
    String name = System.getProperty("user.name", "");
    return new Actor(name.isBlank() ? "unknown" : name, Actor.Standing.UNVERIFIED);
  }

  /** A change made by hand; each is its own. */
  static Change change(String reason, Instant now) {
    return new Change(PROJECT, actor(), reason, "cli:" + nextRun().value(), now);
  }

  static RunId nextRun() {
    return RunId.next(new SecureRandom());
  }

  /** This process. */
  static LeaseOwner process(Instant now) {
    ProcessHandle handle = ProcessHandle.current();
    return new LeaseOwner(hostName(), handle.pid(), handle.info().startInstant().orElse(now));
  }

  private static String hostName() {
    String name = System.getenv("HOSTNAME");
    return name == null || name.isBlank() ? "localhost" : name;
  }
}
