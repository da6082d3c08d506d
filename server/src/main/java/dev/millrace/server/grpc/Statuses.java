package dev.millrace.server.grpc;

import dev.millrace.error.Blame;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import io.grpc.Status;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures as gRPC tells them. Of what is our fault an id goes out, under which the log has it. */
final class Statuses {
  private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);

  private final Supplier<String> ids;

  Statuses(Supplier<String> ids) {
    this.ids = ids;
  }

  Status of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    if (cause instanceof MillraceException known && known.code().blame() != Blame.OURS) {
      return status(known).withDescription(sentence(known));
    }
    String id = ids.get();
    LOG.error("failure {}: unexpected", id, cause);
    return Status.INTERNAL.withDescription(
        "something went wrong here; quote the id " + id + " when you ask for help");
  }

  private static Status status(MillraceException known) {
    return switch (known.code().httpStatus()) {
      case 403 -> Status.PERMISSION_DENIED;
      case 404 -> Status.NOT_FOUND;
      case 409 -> Status.FAILED_PRECONDITION;
      case 429 -> Status.RESOURCE_EXHAUSTED;
      case 503 -> Status.UNAVAILABLE;
      case 504 -> Status.DEADLINE_EXCEEDED;
      default ->
          known.code().blame() == Blame.CALLER ? Status.INVALID_ARGUMENT : Status.UNAVAILABLE;
    };
  }

  private static String sentence(MillraceException known) {
    Problem first = known.problems().get(0);
    int more = known.problems().size() - 1;
    return first.text() + (more == 0 ? "" : " (and " + more + " more)");
  }
}
