package dev.millrace.core.release;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ReleaseJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The stored form of a release's state. */
public final class ReleaseStateJson {
  private static final int VERSION = 1;

  private ReleaseStateJson() {}

  public static Json of(ReleaseState state) {
    MembersBuilder out =
        Json.members()
            .put("format", VERSION)
            .put("epoch", state.epoch())
            .put("past", state.past().stream().map(ReleaseJson::of).toList());
    state.live().ifPresent(live -> out.put("live", ReleaseJson.of(live)));
    state.rollout().ifPresent(rollout -> out.put("rollout", of(rollout)));
    state.awaited().ifPresent(awaited -> out.put("awaited", of(awaited)));
    if (!state.rejected().isEmpty()) {
      out.put("rejected", state.rejected().stream().map(Json::of).toList());
    }
    return out.build();
  }

  public static ReleaseState state(Json json) {
    JsonObject in =
        JsonObject.of(json)
            .only("format", "epoch", "past", "live", "rollout", "awaited", "rejected");
    if (in.whole("format") != VERSION) {
      throw new JsonSyntaxException("release states are of format " + VERSION, null);
    }
    return new ReleaseState(
        in.whole("epoch"),
        in.find("live").map(ReleaseJson::content),
        in.items("past").stream().map(ReleaseJson::content).toList(),
        in.find("rollout").map(rollout -> rollout(in.object("rollout"))),
        in.find("awaited").map(awaited -> awaited(in.object("awaited"))),
        rejected(in));
  }

  private static SortedSet<Integer> rejected(JsonObject in) {
    SortedSet<Integer> versions = new TreeSet<>();
    if (in.find("rejected").isPresent()) {
      in.items("rejected").forEach(each -> versions.add((int) JsonObject.real("rejected", each)));
    }
    return versions;
  }

  private static Json of(AwaitedApproval awaited) {
    return Json.members()
        .put("id", awaited.id())
        .put("content", ReleaseJson.of(awaited.content()))
        .put("strategy", awaited.strategy().toJson())
        .put("involved", Json.texts(List.copyOf(awaited.involved())))
        .put("since", awaited.since().toString())
        .build();
  }

  private static AwaitedApproval awaited(JsonObject in) {
    return new AwaitedApproval(
        in.text("id"),
        ReleaseJson.content(in.value("content")),
        ReleaseStrategy.fromJson(in.object("strategy")),
        new TreeSet<>(in.texts("involved")),
        Instant.parse(in.text("since")));
  }

  private static Json of(Rollout rollout) {
    MembersBuilder out =
        Json.members()
            .put("id", rollout.id())
            .put("candidate", ReleaseJson.of(rollout.candidate()))
            .put("strategy", rollout.strategy().toJson())
            .put("step", rollout.step())
            .put("since", rollout.since().toString())
            .put("awaited", rollout.awaited().stream().map(n -> Json.of(n.value())).toList());
    if (rollout.base() > 0) {
      out.put("base", rollout.base());
    }
    rollout.before().ifPresent(before -> out.put("before", ReleaseJson.of(before)));
    return out.build();
  }

  private static Rollout rollout(JsonObject in) {
    TreeSet<NodeName> awaited = new TreeSet<>();
    in.texts("awaited").forEach(node -> awaited.add(new NodeName(node)));
    return new Rollout(
        in.text("id"),
        ReleaseJson.content(in.value("candidate")),
        in.find("before").map(ReleaseJson::content),
        ReleaseStrategy.fromJson(in.object("strategy")),
        in.integer("step"),
        Instant.parse(in.text("since")),
        awaited,
        in.find("base").isPresent() ? in.whole("base") : 0);
  }

  /** When the state must be looked at again although nothing happens. */
  static Optional<Instant> due(ReleaseState state) {
    return state.rollout().map(Rollout::due);
  }
}
