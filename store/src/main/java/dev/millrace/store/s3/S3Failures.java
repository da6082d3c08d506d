package dev.millrace.store.s3;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the failures of an S3 store mean to a user, after all tries. */
final class S3Failures {
  private static final String CHECK = "Check 'blobs.s3' in home.yaml of the home";
  private static final int REDIRECTED = 301;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int FAULTS = 500;
  private static final int NO_ROOM = 507;

  private S3Failures() {}

  static MillraceException of(SdkException failure, String place) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MillraceException ours) {
        return ours;
      }
    }
    return new MillraceException(problem(failure).at(place), failure);
  }

  private static Problem problem(SdkException failure) {
    if (failure instanceof AbortedException) {
      return Problem.of(ErrorCode.CANCELLED, "a request to the blob store was cancelled");
    }
    if (failure instanceof S3Exception answer) {
      return answered(answer);
    }
    return unreachable("the blob store cannot be reached", rootWords(failure));
  }

  private static Problem answered(S3Exception answer) {
    int status = answer.statusCode();
    String code = code(answer);
    if (status == NOT_FOUND && !code.equals("NoSuchKey")) {
      return refused("the blob store has no such bucket", answer)
          .next("Make the bucket, or name another. " + CHECK);
    }
    if (code.equals("RequestTimeTooSkewed")) {
      return refused("the blob store says that the clock of this machine is wrong", answer)
          .next("Set the clock of this machine");
    }
    if (status == UNAUTHENTICATED || status == FORBIDDEN) {
      return refused("the blob store refuses this key, or what it was asked for", answer)
          .next(
              "Give this key the right to list the bucket, and to read, write and delete its"
                  + " objects. "
                  + CHECK);
    }
    if (status == REDIRECTED || code.equals("AuthorizationHeaderMalformed")) {
      return refused("the bucket is in another region", answer).next("Name its region. " + CHECK);
    }
    if (status == NO_ROOM || code.equals("QuotaExceeded") || code.equals("XMinioStorageFull")) {
      return Problem.of(ErrorCode.DISK_FULL, "the blob store has no room left")
          .found(words(answer))
          .next("Free space in the store and run again; what was committed is safe");
    }
    if (status >= FAULTS) {
      return unreachable("the blob store fails, or has too much to do", words(answer));
    }
    if (status == BAD_REQUEST && (code.equals("BadDigest") || code.contains("Mismatch"))) {
      return unreachable("a content was damaged on its way to the blob store", words(answer));
    }
    return Problem.of(ErrorCode.STORE_FAILED, "the blob store refused a request")
        .found(words(answer))
        .next("Run again; if it persists, report this with the log");
  }

  private static Problem unreachable(String what, String found) {
    return Problem.of(ErrorCode.BLOBS_UNREACHABLE, what)
        .found(found)
        .next(
            "See that the store runs and can be reached from here, then run again; what was"
                + " committed is safe. "
                + CHECK);
  }

  private static Problem refused(String what, S3Exception answer) {
    return Problem.of(ErrorCode.BLOBS_REFUSED, what).found(words(answer));
  }

  private static String words(S3Exception answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    String said = details == null || details.errorMessage() == null ? "" : details.errorMessage();
    return ("status " + answer.statusCode() + " " + code(answer) + " " + said).strip();
  }

  static String code(S3Exception answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /** The words of what came first, which say what the network did. */
  private static String rootWords(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String words = String.valueOf(root.getMessage());
    return root instanceof java.net.UnknownHostException ? "unknown host " + words : words;
  }
}
