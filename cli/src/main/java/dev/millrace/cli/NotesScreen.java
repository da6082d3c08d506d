package dev.millrace.cli;

import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.Tag;
import dev.millrace.spi.track.TrackedRun;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is noted of a run, for people and as JSON. */
final class NotesScreen {
  private NotesScreen() {}

  static Json json(RunNotes notes, String status) {
    TrackedRun run = notes.run();
    MembersBuilder metrics = Json.members();
    for (MetricPoint point : notes.metrics()) {
      // JSON has no NaN and no infinity: they are told as texts.
      metrics.put(
          point.name(),
          Double.isFinite(point.value())
              ? Json.of(point.value())
              : Json.of(Double.toString(point.value())));
    }
    MembersBuilder params = Json.members();
    notes.params().forEach(param -> params.put(param.name(), param.value()));
    MembersBuilder tags = Json.members();
    notes.tags().forEach(tag -> tags.put(tag.name(), tag.value()));
    MembersBuilder members =
        Json.members()
            .put("run", run.run().value())
            .put("name", run.name())
            .put("experiment", run.experiment().value())
            .put("status", status)
            .put("user", run.user())
            .put("started", Instant.ofEpochMilli(run.started()).toString());
    run.ended().ifPresent(end -> members.put("ended", Instant.ofEpochMilli(end).toString()));
    run.pipeline().ifPresent(pipeline -> members.put("pipeline", pipeline.value()));
    run.deleted().ifPresent(at -> members.put("deleted", Instant.ofEpochMilli(at).toString()));
    return members
        .put("metrics", metrics.build())
        .put("params", params.build())
        .put("tags", tags.build())
        .build();
  }

  /** The value of a field, as it is shown in a table; empty when there is none. */
  static String value(RunNotes notes, SearchField field) {
    return values(notes).getOrDefault(name(field), "");
  }

  /** The name of a field as filters have it. */
  static String name(SearchField field) {
    return switch (field) {
      case SearchField.Metric metric -> "metrics." + plain(metric.name());
      case SearchField.Param param -> "params." + plain(param.name());
      case SearchField.Tag tag -> "tags." + plain(tag.name());
      case SearchField.Attribute attribute -> attribute.attribute().text();
    };
  }

  /** Everything that is noted of a run by the names filters have for it. */
  static Map<String, String> values(RunNotes notes) {
    Map<String, String> values = new TreeMap<>();
    for (MetricPoint point : notes.metrics()) {
      values.put(
          name(new SearchField.Metric(point.name())),
          String.format(Locale.ROOT, "%.6g", point.value()));
    }
    for (Param param : notes.params()) {
      values.put(name(new SearchField.Param(param.name())), plain(param.value()));
    }
    for (Tag tag : notes.tags()) {
      values.put(name(new SearchField.Tag(tag.name())), plain(tag.value()));
    }
    return values;
  }

  /** Control characters are made visible: a terminal would act on them. */
  static String plain(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().forEach(c -> out.append(Character.isISOControl(c) ? '\ufffd' : (char) c));
    return out.toString();
  }
}
