package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.core.config.Position;
import dev.millrace.core.prepare.FeatureSpec.Source;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.feature.Supply;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Prepares a cut: label, split, features, in that order. */
public final class Preparer {
  private static final Position BY_ITSELF = new Position("features", 1, 1);

  private final PrepareSettings settings;
  private final Engine engine;

  public Preparer(PrepareSettings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /**
   * Prepares.
   *
   * @param accepted leaves out the rows validation refused
   */
  public Prepared prepare(DataCut cut, List<RowFilter> accepted) {
    Label label = new LabelResolver(settings.label(), engine, cut, accepted).resolve();
    List<RowFilter> labelled = new ArrayList<>(accepted);
    labelled.add(new LabelledRows(label));
    SplitRule rule =
        new SplitPlanner(settings.split(), settings.time(), settings.seed())
            .plan(engine, cut, labelled);
    SideCounts counter = new SideCounts(label, rule);
    long[] counts = engine.collect(new Scan(cut, counter.columns(), accepted), counter);
    requireRows(label, counter, counts);
    Split split = new Split(cut, rule, labelled);
    List<String> notes = new ArrayList<>();
    notes.add("label '" + label.name() + "': " + label.reason());
    Targets targets = new Targets(engine, split.train(), label, rule, settings.seed());
    FittedFeatures fitted = fit(split.train(), label, targets, notes);
    addNotes(fitted, notes);
    return new Prepared(
        label,
        rule,
        fitted.plan(),
        fitted.encodings(),
        rows(label, counter, counts),
        leftOut(label, counter, counts),
        classRows(label, counter, counts),
        notes);
  }

  private static void addNotes(FittedFeatures fitted, List<String> notes) {
    for (TrainOnlyEncoding encoding : fitted.encodings()) {
      fitted.plan().features().stream()
          .filter(feature -> feature.column().equals(encoding.output()))
          .forEach(
              feature ->
                  notes.add(
                      feature.name()
                          + ": a training row takes its target mean "
                          + encoding.text()));
    }
    for (Field input : fitted.plan().inputs()) {
      Supply supply = fitted.plan().supplies().get(input.name());
      if (supply != null) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s is the %s: whoever scores sends it with the row",
                input.name(),
                supply.text()));
      }
    }
  }

  private FittedFeatures fit(TrainRows train, Label label, Targets targets, List<String> notes) {
    FeatureSettings features = settings.features();
    Set<ColumnName> named = new HashSet<>(features.drop());
    List<Field> automatic = new ArrayList<>();
    for (FeatureSpec spec : features.specs()) {
      if (spec.source() instanceof Source.FromColumn from) {
        named.add(from.column());
        if (spec.steps().isEmpty()) {
          train.cut().fields().asList().stream()
              .filter(field -> field.name().equals(from.column()))
              .forEach(automatic::add);
        }
      }
    }
    requireKnown(features.drop(), train.cut());
    if (features.rest() == FeatureSettings.Rest.AUTO) {
      for (Field field : train.cut().fields()) {
        if (!named.contains(field.name()) && !label.columns().contains(field.name())) {
          automatic.add(field);
        }
      }
    }
    List<FeatureSpec> specs = new ArrayList<>(features.specs());
    specs.removeIf(spec -> spec.steps().isEmpty() && spec.source() instanceof Source.FromColumn);
    AutoFeatures auto = new AutoFeatures(engine, train, automatic);
    automatic.forEach(field -> specs.addAll(auto.choose(field, BY_ITSELF)));
    notes.addAll(auto.notes());
    if (specs.isEmpty()) {
      throw Problem.of(ErrorCode.FEATURE_NONE, "no column is left to learn from")
          .at("features")
          .found(String.join("; ", auto.notes()))
          .next("Name at least one column under 'features'.")
          .asException();
    }
    return new FeatureFitter(engine, train, settings.supplies(), targets).fit(specs);
  }

  private static void requireKnown(Set<ColumnName> dropped, DataCut cut) {
    for (ColumnName column : dropped) {
      if (cut.fields().find(column).isEmpty()) {
        throw Problem.of(ErrorCode.COLUMN_MISSING, "a column to drop is not in the data")
            .at("features." + column)
            .next("Take the line out, or correct the name.")
            .asException();
      }
    }
  }

  private static long total(Label label, SideCounts counter, long[] counts, Side side) {
    long total = 0;
    for (int c = 0; c < label.width(); c++) {
      total += counter.count(counts, side, c);
    }
    return total;
  }

  private static void requireRows(Label label, SideCounts counter, long[] counts) {
    for (Side side : List.of(Side.TRAIN, Side.TEST)) {
      String name = side.name().toLowerCase(java.util.Locale.ROOT);
      if (total(label, counter, counts, side) == 0) {
        throw Problem.of(ErrorCode.SPLIT_EMPTY, "the split leaves no " + name + " rows")
            .at("split")
            .next("Change the shares or the gap, or read more data.")
            .asException();
      }
      if (label.task() == Task.REGRESSION) {
        continue;
      }
      List<String> present = new ArrayList<>();
      for (int c = 0; c < label.width(); c++) {
        if (counter.count(counts, side, c) > 0) {
          present.add(label.classes().get(c));
        }
      }
      if (present.size() < 2) {
        throw Problem.of(ErrorCode.SPLIT_SINGLE_CLASS, "the " + name + " rows are all of one class")
            .at("split")
            .found(String.join(", ", present))
            .next("Split by hash instead of by time, change the shares, or read more data.")
            .asException();
      }
    }
  }

  private static Map<Side, Long> rows(Label label, SideCounts counter, long[] counts) {
    Map<Side, Long> rows = new TreeMap<>();
    for (Side side : List.of(Side.TRAIN, Side.VALIDATION, Side.TEST)) {
      rows.put(side, total(label, counter, counts, side));
    }
    return rows;
  }

  private static Map<String, Long> leftOut(Label label, SideCounts counter, long[] counts) {
    Map<String, Long> leftOut = new TreeMap<>();
    long unlabelled = 0;
    for (Side side : Side.values()) {
      unlabelled += counter.unlabelled(counts, side);
    }
    long gap = total(label, counter, counts, Side.GAP);
    if (unlabelled > 0) {
      leftOut.put("label missing", unlabelled);
    }
    if (gap > 0) {
      leftOut.put("in the gap or without a time", gap);
    }
    return leftOut;
  }

  private static Map<Side, List<Long>> classRows(Label label, SideCounts counter, long[] counts) {
    Map<Side, List<Long>> rows = new TreeMap<>();
    if (label.task() != Task.REGRESSION) {
      for (Side side : List.of(Side.TRAIN, Side.VALIDATION, Side.TEST)) {
        List<Long> classes = new ArrayList<>();
        for (int c = 0; c < label.width(); c++) {
          classes.add(counter.count(counts, side, c));
        }
        rows.put(side, classes);
      }
    }
    return rows;
  }
}
