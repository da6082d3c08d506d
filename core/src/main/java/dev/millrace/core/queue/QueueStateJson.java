package dev.millrace.core.queue;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LeaseOwner;
import java.time.Instant;
import java.util.List;

/** The stored form of the queue's state. */
public final class QueueStateJson {
  private static final int VERSION = 1;

  private QueueStateJson() {}

  public static Json of(QueueState state) {
    return Json.members()
        .put("format", VERSION)
        .put("running", state.running().stream().map(QueueStateJson::of).toList())
        .put("waiting", state.waiting().stream().map(QueueStateJson::of).toList())
        .build();
  }

  static QueueState state(Json json) {
    JsonObject in = JsonObject.of(json).only("format", "running", "waiting");
    if (in.whole("format") != VERSION) {
      throw new JsonSyntaxException("queues are of format " + VERSION, null);
    }
    return new QueueState(places(in.items("running")), places(in.items("waiting")));
  }

  private static Json of(QueuePlace place) {
    return Json.members()
        .put("run", place.run().value())
        .put("pipeline", place.pipeline().value())
        .put("host", place.owner().host())
        .put("pid", place.owner().pid())
        .put("started", place.owner().started().toString())
        .put("cores", place.needs().cores())
        .put("memory", place.needs().memory())
        .put("since", place.since().toString())
        .put("wish", place.wish().name())
        .build();
  }

  private static List<QueuePlace> places(List<Json> items) {
    return items.stream().map(item -> place(JsonObject.of(item))).toList();
  }

  private static QueuePlace place(JsonObject in) {
    in.only("run", "pipeline", "host", "pid", "started", "cores", "memory", "since", "wish");
    return new QueuePlace(
        new RunId(in.text("run")),
        new PipelineName(in.text("pipeline")),
        new LeaseOwner(in.text("host"), in.whole("pid"), Instant.parse(in.text("started"))),
        new RunNeeds(in.integer("cores"), in.whole("memory")),
        Instant.parse(in.text("since")),
        QueuePlace.Wish.valueOf(in.text("wish")));
  }
}
