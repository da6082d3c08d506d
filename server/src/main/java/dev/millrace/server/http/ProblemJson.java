package dev.millrace.server.http;

import dev.millrace.error.Blame;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a failure becomes an answer: problem details as of RFC 9457, with the member
 * {@code error} beside them that clients of the Open Inference Protocol look for. What a failure
 * says to the caller goes out in full; of any other only an id does, under which the log has it.
 */
final class ProblemJson {
  static final String TYPE = "application/problem+json";
  private static final Logger LOG = LoggerFactory.getLogger(ProblemJson.class);

  private final Supplier<String> ids;

  ProblemJson(Supplier<String> ids) {
    this.ids = ids;
  }

  /** The answer to a request that failed; logged when it is our move. */
  Response answer(Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof MillraceException known) {
      if (known.code().blame() != Blame.OURS) {
        return response(known.problems(), null);
      }
      String id = ids.get();
      LOG.error("failure {}: {}", id, known.getMessage(), known);
      return response(known.problems(), id);
    }
    String id = ids.get();
    LOG.error("failure {}: unexpected", id, cause);
    return response(
        List.of(
            Problem.of(ErrorCode.INTERNAL, "something went wrong here")
                .next("Quote the id when you ask for help; the server's log has more under it.")),
        id);
  }

  /** The answer that tells one problem, not logged. */
  static Response answer(Problem problem) {
    return response(List.of(problem), null);
  }

  private static Response response(List<Problem> problems, @Nullable String id) {
    ErrorCode code = problems.get(0).code();
    MembersBuilder members =
        Json.members()
            .put("type", "urn:millrace:error:" + kebab(code))
            .put("title", kebab(code).replace('-', ' '))
            .put("status", code.httpStatus())
            .put("detail", problems.get(0).text())
            .put("code", code.name())
            .put("error", sentence(problems))
            .put("blame", code.blame().name().toLowerCase(Locale.ROOT))
            .put("problems", problems.stream().map(ProblemJson::json).toList());
    if (id != null) {
      members.put("id", id);
    }
    Response response =
        Response.of(code.httpStatus(), TYPE, Body.text(CanonicalJson.text(members.build())));
    return code.blame() == Blame.CAPACITY ? response.with("Retry-After", "1") : response;
  }

  private static String sentence(List<Problem> problems) {
    String first = problems.get(0).text();
    return problems.size() == 1 ? first : first + " (and " + (problems.size() - 1) + " more)";
  }

  private static Json json(Problem problem) {
    MembersBuilder members =
        Json.members().put("code", problem.code().name()).put("what", problem.what());
    putUnlessEmpty(members, "where", problem.where());
    putUnlessEmpty(members, "found", problem.found());
    putUnlessEmpty(members, "allowed", problem.allowed());
    putUnlessEmpty(members, "next", problem.next());
    return members.build();
  }

  private static void putUnlessEmpty(MembersBuilder members, String name, String value) {
    if (!value.isEmpty()) {
      members.put(name, value);
    }
  }

  private static String kebab(ErrorCode code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable at = failure;
    while ((at instanceof CompletionException || at instanceof ExecutionException)
        && at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }
}
