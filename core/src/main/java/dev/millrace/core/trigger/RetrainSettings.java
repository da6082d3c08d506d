package dev.millrace.core.trigger;

import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.Shape;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.release.EnvironmentForm;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.spi.id.EnvironmentName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * When a pipeline is run again: its keys {@code training} and {@code retrain}.
 *
 * @param on what leads to a run; the rest is noted and leads to nothing
 * @param every time between the starts of runs that the schedule demands; when {@code on} has it
 * @param cooldown time after a run in which no other is started
 * @param leastNewRows labelled predictions that must have come since the last run before they are
 *     new data
 * @param environment whose traffic and labels are looked at and learned from
 * @param backOff time after a run that failed or was lost; doubled each time, at most an hour
 */
public record RetrainSettings(
    Training training,
    Set<TriggerCause.Kind> on,
    Optional<Duration> every,
    Duration cooldown,
    long leastNewRows,
    Duration backOff,
    EnvironmentName environment) {
  /** Whether a model is trained again by itself. */
  public enum Training {
    /** It is not; what would lead to it is noted. */
    STATIC,
    /** It is. */
    DYNAMIC
  }

  private static final Set<TriggerCause.Kind> USUAL =
      EnumSet.of(TriggerCause.Kind.NEW_DATA, TriggerCause.Kind.DRIFT, TriggerCause.Kind.QUALITY);

  private static final ValueForm<TriggerCause.Kind> CAUSE =
      new ValueForm<TriggerCause.Kind>(
              "new-data, drift, quality, or { every: 7d }",
              text ->
                  USUAL.stream()
                      .filter(kind -> kind.text().equals(text))
                      .findFirst()
                      .orElseThrow(IllegalArgumentException::new),
              TriggerCause.Kind::text)
          .shaped(Shape.choice(List.of("new-data", "drift", "quality")));

  /** What a pipeline has that says nothing: a static model. */
  public static final RetrainSettings DEFAULTS =
      new RetrainSettings(
          Training.STATIC,
          USUAL,
          Optional.empty(),
          Duration.ofHours(6),
          100,
          Duration.ofSeconds(30),
          EnvironmentName.PRODUCTION);

  public RetrainSettings {
    Objects.requireNonNull(training);
    on = Set.copyOf(on);
    Objects.requireNonNull(every);
    Objects.requireNonNull(cooldown);
    Objects.requireNonNull(backOff);
    Objects.requireNonNull(environment);
    if (on.contains(TriggerCause.Kind.SCHEDULE) != every.isPresent()) {
      throw new IllegalArgumentException("a schedule has its time, and only it");
    }
  }

  /** Reads both keys of the top of a pipeline; problems are noted there. */
  public static RetrainSettings read(Section top) {
    Training training =
        top.value(
            "training",
            "whether the model is trained again by itself; a static one is only watched",
            ValueForms.choice(Training.class),
            DEFAULTS.training);
    boolean given = top.has("retrain");
    RetrainSettings settings =
        top.section("retrain", "when a dynamic model is trained again", s -> read(s, training));
    if (given && training == Training.STATIC) {
      top.problems()
          .add(
              Problem.of(
                      ErrorCode.CONFIG_VALUE_INVALID,
                      "'retrain' says when, and a static model is never trained again by itself")
                  .at(top.position("retrain").orElse(top.position()).toString())
                  .next("Write 'training: dynamic', or take 'retrain' out."));
    }
    return settings;
  }

  private static RetrainSettings read(Section section, Training training) {
    Optional<ConfigNode> node =
        section.node(
            "on",
            "what leads to a run; new-data, drift and quality when absent",
            "a list of: " + CAUSE.allowed(),
            shape());
    Set<TriggerCause.Kind> on = EnumSet.noneOf(TriggerCause.Kind.class);
    Optional<Duration> every = Optional.empty();
    if (node.isEmpty()) {
      on.addAll(USUAL);
    } else {
      List<ConfigNode> items =
          node.get() instanceof ConfigNode.Items list ? list.values() : List.of(node.get());
      for (ConfigNode item : items) {
        if (item instanceof ConfigNode.Mapping mapping) {
          try (Section inner = Section.at("retrain.on", mapping, section.problems())) {
            every =
                Optional.of(
                    inner.required("every", "time between runs", positive(), Duration.ofDays(7)));
          }
          on.add(TriggerCause.Kind.SCHEDULE);
        } else {
          section.parse("retrain.on", item, CAUSE).ifPresent(on::add);
        }
      }
    }
    return new RetrainSettings(
        training,
        on,
        every,
        section.value(
            "cooldown",
            "time after a run in which no other is started",
            ValueForms.duration(),
            DEFAULTS.cooldown),
        section.value(
            "least-new-rows",
            "labelled predictions since the last run that make new data, when the source has them",
            ValueForms.whole(1, 1_000_000_000),
            DEFAULTS.leastNewRows),
        section.value(
            "back-off",
            "time after a run that failed or was lost; doubled each time, at most 1h",
            positive(),
            DEFAULTS.backOff),
        section.value(
            "environment",
            "environment whose traffic and labels are looked at and learned from",
            EnvironmentForm.FORM,
            DEFAULTS.environment));
  }

  private static ValueForm<Duration> positive() {
    ValueForm<Duration> form = ValueForms.duration();
    return new ValueForm<>(
        form.allowed() + ", at least 1s",
        text -> {
          Duration value = form.parse().apply(text);
          if (value.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(text);
          }
          return value;
        },
        form.print(),
        form.shape(),
        form.echo());
  }

  private static Shape shape() {
    Shape every =
        new Shape(
            Json.members()
                .put("type", "object")
                .put("properties", Json.members().put("every", positive().shape().schema()).build())
                .put("required", Json.texts(List.of("every")))
                .flag("additionalProperties", false)
                .build());
    return Shape.list(Shape.either(CAUSE.shape(), every));
  }
}
