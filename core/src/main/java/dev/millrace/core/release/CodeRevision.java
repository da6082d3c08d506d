package dev.millrace.core.release;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.PlainText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The revision of a pipeline's folder as a run found it before it read anything else from there.
 *
 * @param commit id of the commit that is checked out; empty when none is known
 * @param changed files of the folder that differ from the commit, at most {@value #MOST_CHANGED}
 * @param why what else keeps the folder from being that commit; empty when nothing does
 */
public record CodeRevision(Optional<String> commit, List<String> changed, String why) {
  /** Changed files that are named. */
  public static final int MOST_CHANGED = 20;

  public CodeRevision {
    Objects.requireNonNull(commit);
    changed = changed.stream().limit(MOST_CHANGED).map(PlainText::clean).toList();
    why = PlainText.clean(why);
    if (commit.isEmpty() && why.isEmpty()) {
      throw new IllegalArgumentException("a revision that is not known says why");
    }
  }

  /** No commit is known. */
  public static CodeRevision unknown(String why) {
    return new CodeRevision(Optional.empty(), List.of(), why);
  }

  /** True when the folder is that commit, and nothing else. */
  public boolean isCommitted() {
    return commit.isPresent() && changed.isEmpty() && why.isEmpty();
  }

  /** The same found wanting: what a run made itself is in no commit. */
  public CodeRevision but(String reason) {
    return new CodeRevision(commit, changed, why.isEmpty() ? reason : why + "; " + reason);
  }

  /** For people: the commit, or what is wrong with it. */
  public String text() {
    String place = commit.map(id -> "commit " + id).orElse("no commit");
    String differs = changed.isEmpty() ? "" : ", changed: " + String.join(", ", changed);
    return place + differs + (why.isEmpty() ? "" : ", " + why);
  }

  public Json toJson() {
    MembersBuilder out = Json.members().put("changed", Json.texts(changed)).put("why", why);
    commit.ifPresent(id -> out.put("commit", id));
    return out.build();
  }

  static CodeRevision fromJson(Json json) {
    JsonObject in = JsonObject.of(json).only("commit", "changed", "why");
    return new CodeRevision(
        in.find("commit").isPresent() ? Optional.of(in.text("commit")) : Optional.empty(),
        in.texts("changed"),
        in.text("why"));
  }
}
