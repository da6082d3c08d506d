package dev.millrace.core.monitor;

import dev.millrace.core.evaluate.Better;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Answers of one version held against their labels. All of them were kept with the same
 * probability, so that the metrics, which are means and ratios, need no weights.
 *
 * @param rows predictions with a label
 * @param unfit labels that the version does not know, or that are no number where one is needed;
 *     left out
 * @param late labels that came to be others after a window with the first had been closed; left out
 * @param sampling probability with which each prediction was kept
 * @param metrics with their intervals
 * @param labels how far the stream of labels was counted for this version when the window was
 *     closed: by node the number of the first label that was not
 */
public record QualityWindow(
    long rows,
    long unfit,
    long late,
    double sampling,
    List<Estimate> metrics,
    SortedMap<NodeId, Long> labels) {
  private static final String FORMAT = "millrace-quality-window";
  private static final int VERSION = 1;

  public QualityWindow {
    metrics = List.copyOf(metrics);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  public Optional<Estimate> find(String metric) {
    return metrics.stream().filter(estimate -> estimate.metric().equals(metric)).findFirst();
  }

  public Json toJson() {
    MembersBuilder nodes = Json.members();
    labels.forEach((node, next) -> nodes.put(node.value(), next.longValue()));
    return Json.members()
        .put("format", FORMAT)
        .put("version", VERSION)
        .put("rows", rows)
        .put("unfit", unfit)
        .put("late", late)
        .put("sampling", sampling)
        .put("metrics", metrics.stream().map(QualityWindow::json).toList())
        .put("labels", nodes.build())
        .build();
  }

  /** What {@link #toJson} gave; a JsonSyntaxException says what is wrong with anything else. */
  public static QualityWindow fromJson(Json json) {
    JsonObject in =
        JsonObject.of(json)
            .only("format", "version", "rows", "unfit", "late", "sampling", "metrics", "labels");
    if (!in.text("format").equals(FORMAT) || in.whole("version") != VERSION) {
      throw new JsonSyntaxException(
          "expected " + FORMAT + " version " + VERSION + ", found " + in.text("format"), null);
    }
    JsonObject nodes = in.object("labels");
    SortedMap<NodeId, Long> labels = new TreeMap<>();
    nodes.names().forEach(node -> labels.put(new NodeId(node), nodes.whole(node)));
    return new QualityWindow(
        in.whole("rows"),
        in.whole("unfit"),
        in.whole("late"),
        in.real("sampling"),
        in.items("metrics").stream().map(QualityWindow::estimate).toList(),
        labels);
  }

  /** A metric with what is defined of it, for people and programs. */
  public static Json json(Estimate estimate) {
    MembersBuilder out =
        Json.members().put("name", estimate.metric()).put("better", estimate.better().name());
    number(out, "value", estimate.value());
    number(out, "low", estimate.low());
    number(out, "high", estimate.high());
    estimate.undefined().ifPresent(why -> out.put("undefined", why));
    return out.build();
  }

  private static Estimate estimate(Json json) {
    JsonObject in =
        JsonObject.of("metrics", json).only("name", "better", "value", "low", "high", "undefined");
    return new Estimate(
        in.text("name"),
        Better.valueOf(in.text("better")),
        number(in, "value"),
        number(in, "low"),
        number(in, "high"),
        in.find("undefined").map(why -> in.text("undefined")));
  }

  private static void number(MembersBuilder out, String name, double value) {
    if (!Double.isNaN(value)) {
      out.put(name, value);
    }
  }

  private static double number(JsonObject in, String name) {
    return in.find(name).isPresent() ? in.real(name) : Double.NaN;
  }
}
