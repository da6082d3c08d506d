package dev.millrace.cli;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
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

  private static final int LONGEST_REASON = 10_000;

  private Users() {}

  static Actor actor() {
    String name = System.getProperty("user.name", "");
    return new Actor(name.isBlank() ? "unknown" : name, Actor.Standing.UNVERIFIED);
  }

  /** A change made by hand; each is its own. */
  static Change change(String reason, Instant now) {
    return new Change(PROJECT, actor(), requirePlain(reason), "cli:" + nextRun().value(), now);
  }

  /** A reason as given on the command line: USAGE when a terminal would take it for more. */
  static String requirePlain(String reason) {
    if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
      throw Problem.of(ErrorCode.USAGE, "a reason is one line of text")
          .at("--reason")
          .found(
              reason.length()
                  + " characters"
                  + (reason.length() > LONGEST_REASON
                      ? ""
                      : ", with control characters among them"))
          .allowed("at most " + LONGEST_REASON + " characters, none of them a control character")
          .asException();
    }
    return reason;
  }

  static RunId nextRun() {
    return RunId.next(new SecureRandom());
  }

  /** This process. */
  static LeaseOwner process(Instant now) {
    ProcessHandle handle = ProcessHandle.current();
    return new LeaseOwner(hostName(), handle.pid(), handle.info().startInstant().orElse(now));
  }

  /** True for a process of this machine that does not run any more. */
  static boolean isGone(LeaseOwner owner, Instant now) {
    return owner.host().equals(process(now).host())
        && ProcessHandle.of(owner.pid())
            .filter(ProcessHandle::isAlive)
            .flatMap(handle -> handle.info().startInstant())
            .filter(
                started -> Math.abs(started.toEpochMilli() - owner.started().toEpochMilli()) < 2000)
            .isEmpty();
  }

  private static String hostName() {
    String name = System.getenv("HOSTNAME");
    return name == null || name.isBlank() ? "localhost" : name;
  }
}
