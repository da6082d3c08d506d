package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.core.config.Position;
import dev.millrace.core.prepare.FeatureSpec.Source;
import dev.millrace.core.prepare.StepSpec.OneHot;
import dev.millrace.core.prepare.StepSpec.Ordinal;
import dev.millrace.core.prepare.StepSpec.TakePart;
import dev.millrace.feature.CalendarPart;
import dev.millrace.feature.Otherwise;
import dev.millrace.spi.collect.CategoryCounts;
import dev.millrace.spi.collect.CellTally;
import dev.millrace.spi.collect.ColumnSlots;
import dev.millrace.spi.collect.DoubleTally;
import dev.millrace.spi.collect.LongTally;
import dev.millrace.spi.collect.Together.States;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Chooses features for columns the pipeline says nothing about, from their types and exact
 * statistics of the training rows, and says why. Trees and the linear baseline see the same
 * features: numbers as they are, categories as slots, times as their parts.
 */
final class AutoFeatures {
  private static final int TOP = 50;
  private static final int LEAST = 5;
  private static final int MOST_ORDINAL = 10_000;
  private static final int COUNTED = 100_000;

  private final TrainRows rows;
  private final List<String> notes = new ArrayList<>();
  private final ColumnSlots<LongTally.State> longs = new ColumnSlots<>();
  private final ColumnSlots<DoubleTally.State> doubles = new ColumnSlots<>();
  private final ColumnSlots<CategoryCounts.State> texts = new ColumnSlots<>();
  private final ColumnSlots<CellTally.State> cells = new ColumnSlots<>();
  private final States states;

  AutoFeatures(Engine engine, TrainRows rows, List<Field> columns) {
    this.rows = rows;
    TogetherBuilder together = new TogetherBuilder();
    for (Field field : columns) {
      ColumnName name = field.name();
      cells.add(name, together, new CellTally(name));
      if (field.type().equals(ColumnType.INT64)) {
        longs.add(name, together, new LongTally(name));
      } else if (field.type().isNumeric()) {
        doubles.add(name, together, new DoubleTally(name));
      } else if (field.type().equals(ColumnType.UTF8) || field.type().equals(ColumnType.BOOL)) {
        texts.add(
            name, together, new CategoryCounts(name, COUNTED, CategoryCounts.Beyond.KEEP_FREQUENT));
      }
    }
    List<ColumnName> names = columns.stream().map(Field::name).toList();
    states = engine.collect(rows.scan(names), together.build());
  }

  /** Why columns were left out or treated in a way that may surprise. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Features of a column; none when it is left out. */
  List<FeatureSpec> choose(Field field, Position position) {
    ColumnName name = field.name();
    CellTally.State cell = cells.at(name, states);
    if (cell.missing() == cell.rows()) {
      return leave(name, "it has no value among the training rows");
    }
    return switch (field.type()) {
      case ColumnType.Plain plain ->
          switch (plain) {
            case INT64 -> whole(name, position);
            case FLOAT64 -> number(name, position);
            case BOOL -> bool(name, position);
            case UTF8 -> text(name, position, cell.rows() - cell.missing());
            case DATE, INSTANT, LOCAL_DATETIME -> time(name, plain, position);
            case BYTES, BLOB_REF -> leave(name, "no features are made of " + plain.text());
          };
      case ColumnType.Decimal decimal -> number(name, position);
      case ColumnType.FixedVector vector -> List.of(feature(name, position));
      case ColumnType.ListOf list -> leave(name, "no features are made of lists");
    };
  }

  private List<FeatureSpec> whole(ColumnName name, Position position) {
    LongTally.State tally = longs.at(name, states);
    long low = tally.min().orElse(0);
    long high = tally.max().orElse(0);
    if (low == high) {
      return leave(name, "its only value among the training rows is " + low);
    }
    double span = (double) high - low + 1;
    boolean dense = Math.abs(span - rows.cut().rows()) <= 0.001 * rows.cut().rows();
    if (tally.missing() == 0 && rows.cut().rows() >= 100 && (dense || span == tally.rows())) {
      return leave(name, "it counts the rows (" + low + " to " + high + ")");
    }
    return List.of(feature(name, position));
  }

  private List<FeatureSpec> number(ColumnName name, Position position) {
    DoubleTally.State tally = doubles.at(name, states);
    if (tally.min().isPresent()
        && tally.min().getAsDouble() == tally.max().orElse(Double.NaN)
        && tally.finite() == tally.rows()) {
      return leave(name, "its only value among the training rows is " + tally.min().getAsDouble());
    }
    return List.of(feature(name, position));
  }

  private List<FeatureSpec> bool(ColumnName name, Position position) {
    return texts.at(name, states).size() < 2
        ? leave(name, "it is the same in every training row")
        : List.of(feature(name, position));
  }

  private List<FeatureSpec> text(ColumnName name, Position position, long values) {
    CategoryCounts.State counts = texts.at(name, states);
    int distinct = counts.size();
    if (counts.isExact() && distinct < 2 && values == cells.at(name, states).rows()) {
      return leave(name, "it is the same in every training row");
    }
    boolean many = !counts.isExact() || distinct > 0.5 * values;
    if (many && (distinct > TOP || distinct == values || !areMostRows(counts, values))) {
      return leave(
          name,
          String.format(
              Locale.ROOT,
              "it is different in most rows (%s in %d rows): an identifier or free text",
              counts.isExact() ? distinct + " values" : "more values than are counted",
              values));
    }
    OneHot oneHot = new OneHot(TOP, LEAST, Otherwise.BUCKET, Otherwise.BUCKET);
    Source source = new Source.FromColumn(name);
    List<FeatureSpec> features = new ArrayList<>();
    features.add(new FeatureSpec(name.value(), source, List.of(oneHot), position));
    if (distinct > TOP) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s has %d categories: the %d most frequent get a slot each, and one number ranks"
                  + " them",
              name,
              distinct,
              TOP));
      features.add(
          new FeatureSpec(
              name.value() + ":rank", source, List.of(new Ordinal(MOST_ORDINAL, LEAST)), position));
    }
    return features;
  }

  /** True when what was counted makes up most of the values; long texts may not have been. */
  private static boolean areMostRows(CategoryCounts.State counts, long values) {
    return counts.isExact()
        || counts.top(TOP).stream().mapToLong(ValueCount::count).sum() > 0.5 * values;
  }

  private static List<FeatureSpec> time(ColumnName name, ColumnType.Plain type, Position position) {
    List<FeatureSpec> features = new ArrayList<>();
    Source source = new Source.FromColumn(name);
    List<CalendarPart> parts =
        type == ColumnType.DATE
            ? List.of(CalendarPart.WEEKDAY, CalendarPart.MONTH)
            : List.of(CalendarPart.HOUR, CalendarPart.WEEKDAY, CalendarPart.MONTH);
    for (CalendarPart part : parts) {
      features.add(
          new FeatureSpec(
              name + ":" + part.name().toLowerCase(Locale.ROOT),
              source,
              List.of(new TakePart(part)),
              position));
    }
    return features;
  }

  private static FeatureSpec feature(ColumnName name, Position position) {
    return new FeatureSpec(name.value(), new Source.FromColumn(name), List.of(), position);
  }

  private List<FeatureSpec> leave(ColumnName name, String why) {
    notes.add(String.format(Locale.ROOT, "%s is left out: %s", name, why));
    return List.of();
  }
}
