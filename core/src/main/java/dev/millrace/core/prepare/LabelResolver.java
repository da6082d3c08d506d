package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Fields;
import dev.millrace.core.config.ValueForms;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import dev.millrace.expression.Expression;
import dev.millrace.spi.collect.CategoryCounts;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.Scan;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out what a label is: task, classes and which of two is positive, each with its reason. */
final class LabelResolver {
  private static final int MOST_CLASSES = 1000;
  private static final int FEW_NUMBERS = 20;
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?[0-9]+,[0-9]+");
  private static final List<Set<String>> POSITIVE_PAIRS =
      List.of(
          Set.of("0", "1"),
          Set.of("false", "true"),
          Set.of("no", "yes"),
          Set.of("n", "y"),
          Set.of("f", "t"),
          Set.of("negative", "positive"),
          Set.of("-1", "1"));
  private static final Set<String> POSITIVE_WORDS =
      Set.of("1", "true", "yes", "y", "t", "positive");

  private final LabelSettings settings;
  private final Engine engine;
  private final DataCut cut;
  private final List<RowFilter> accepted;

  LabelResolver(LabelSettings settings, Engine engine, DataCut cut, List<RowFilter> accepted) {
    this.settings = settings;
    this.engine = engine;
    this.cut = cut;
    this.accepted = accepted;
  }

  Label resolve() {
    if (settings.when().isPresent()) {
      return expression(settings.when().get());
    }
    ColumnName column = settings.column().orElseThrow();
    Fields fields = cut.fields();
    if (fields.find(column).isEmpty()) {
      throw Problem.of(ErrorCode.LABEL_MISSING, "the data has no column for the label")
          .at("label.column")
          .found(column.value())
          .next(
              Spelling.nearest(
                      column.value(), fields.asList().stream().map(f -> f.name().value()).toList())
                  .map(near -> "Did you mean '" + near + "'?")
                  .orElse("The columns are: " + String.join(", ", names(fields)) + "."))
          .asException();
    }
    return column(column, fields.at(fields.require(column)).type());
  }

  private static List<String> names(Fields fields) {
    return fields.asList().stream().map(f -> f.name().value()).limit(40).toList();
  }

  private Label expression(String text) {
    ColumnType type =
        Expression.parse(text, (line, column) -> "label.when, column " + column)
            .bind(cut.fields())
            .type();
    if (type.equals(ColumnType.BOOL)) {
      requireTask(Task.BINARY, "an expression that is true or false tells two classes");
      return new Label(
          settings.label(),
          text,
          Task.BINARY,
          List.of("false", "true"),
          "the expression is true or false");
    }
    if (type.isNumeric()) {
      requireTask(Task.REGRESSION, "an expression that is a number is predicted as one");
      return new Label(
          settings.label(), text, Task.REGRESSION, List.of(), "the expression is a number");
    }
    throw Problem.of(ErrorCode.LABEL_INVALID, "the label must be true or false, or a number")
        .at("label.when")
        .found(type.text())
        .next("Compare it with something, for instance: " + text + " = 'value'.")
        .asException();
  }

  private Label column(ColumnName column, ColumnType type) {
    String expression = Expression.quote(column);
    boolean classes = type.equals(ColumnType.UTF8) || type.equals(ColumnType.BOOL);
    if (!classes && !type.isNumeric()) {
      throw Problem.of(ErrorCode.LABEL_INVALID, "no label can be made of this column")
          .at("label.column " + column)
          .found(type.text())
          .allowed("utf8, bool, int64, float64, decimal")
          .asException();
    }
    if (settings.task().equals(Optional.of(Task.REGRESSION))) {
      if (classes) {
        throw Problem.of(ErrorCode.LABEL_INVALID, "a regression needs a number")
            .at("label.column " + column)
            .found(type.text())
            .asException();
      }
      return number(expression, "the pipeline says so");
    }
    CategoryCounts.State counts =
        engine.collect(
            new Scan(cut, List.of(column), accepted),
            new CategoryCounts(column, 100_000, CategoryCounts.Beyond.KEEP_FREQUENT));
    int distinct = counts.size();
    if (!classes && settings.task().isEmpty()) {
      boolean few = distinct == 2 || (type.equals(ColumnType.INT64) && distinct <= FEW_NUMBERS);
      if (!few || !counts.isExact()) {
        return number(
            expression,
            String.format(
                Locale.ROOT,
                "the column holds %s%d different numbers",
                counts.isExact() ? "" : "at least ",
                distinct));
      }
    }
    return classes(column, expression, counts);
  }

  /** What the pipeline demands is done or refused, never passed over. */
  private void requireTask(Task task, String why) {
    if (settings.task().isPresent() && settings.task().get() != task) {
      throw Problem.of(ErrorCode.LABEL_INVALID, why)
          .at("label.task")
          .found(ValueForms.choice(Task.class).print().apply(settings.task().get()))
          .allowed(ValueForms.choice(Task.class).print().apply(task))
          .next("Take 'label.task' out, or choose another label.")
          .asException();
    }
  }

  private void requireNoPositive(String what) {
    if (settings.positive().isPresent()) {
      throw Problem.of(ErrorCode.LABEL_INVALID, "'label.positive' goes with two classes only")
          .at("label.positive")
          .found(what)
          .next("Take it out, or tell the two classes with 'label.when'.")
          .asException();
    }
  }

  private Label number(String expression, String reason) {
    requireNoPositive("a number to predict: " + reason);
    return new Label(settings.label(), expression, Task.REGRESSION, List.of(), reason);
  }

  private Label classes(ColumnName column, String expression, CategoryCounts.State counts) {
    List<ValueCount> values =
        counts.top(MOST_CLASSES + 1).stream()
            .sorted(Comparator.comparing(ValueCount::value))
            .toList();
    if (values.size() < 2) {
      throw Problem.of(
              values.isEmpty() ? ErrorCode.LABEL_MISSING : ErrorCode.LABEL_CONSTANT,
              values.isEmpty()
                  ? "the label is missing in every row"
                  : "the label is the same in every row")
          .at("label.column " + column)
          .found(values.isEmpty() ? "" : values.get(0).value())
          .next("Choose another label, or read data with both outcomes.")
          .asException();
    }
    if (values.size() > MOST_CLASSES) {
      throw Problem.of(ErrorCode.LABEL_INVALID, "the label has too many classes")
          .at("label.column " + column)
          .found("more than " + MOST_CLASSES)
          .allowed("at most " + MOST_CLASSES)
          .next("Group the classes, or choose another column.")
          .asException();
    }
    List<String> texts = values.stream().map(ValueCount::value).toList();
    if (values.size() > 2) {
      refuseDecimalCommas(column, texts);
      if (settings.task().equals(Optional.of(Task.BINARY))) {
        throw Problem.of(ErrorCode.LABEL_INVALID, "a label of two classes has more of them")
            .at("label.column " + column)
            .found(values.size() + " classes")
            .allowed("2")
            .next("Say which rows are positive with 'label.when', or leave 'label.task' out.")
            .asException();
      }
      requireNoPositive(values.size() + " classes");
      return new Label(
          settings.label(),
          expression,
          Task.MULTICLASS,
          texts,
          "the column has " + values.size() + " classes");
    }
    return twoClasses(expression, values, texts);
  }

  /** Numbers in another notation would silently be as many classes as there are numbers. */
  private void refuseDecimalCommas(ColumnName column, List<String> texts) {
    if (settings.task().isEmpty() && texts.stream().allMatch(DECIMAL_COMMA.asMatchPredicate())) {
      throw Problem.of(ErrorCode.LABEL_INVALID, "the label's numbers have a decimal comma")
          .at("label.column " + column)
          .found(texts.get(0))
          .allowed("numbers with a decimal point")
          .next("Write them as 1.5; or set 'label.task: multiclass' if they are names of classes.")
          .asException();
    }
  }

  private Label twoClasses(String expression, List<ValueCount> values, List<String> texts) {
    requireTask(Task.BINARY, "a label of two classes is learned as binary");
    String positive;
    String reason;
    if (settings.positive().isPresent()) {
      positive = settings.positive().get();
      reason = "the pipeline says so";
      if (!texts.contains(positive)) {
        throw Problem.of(ErrorCode.LABEL_INVALID, "the positive value does not occur")
            .at("label.positive")
            .found(positive)
            .allowed(String.join(", ", texts))
            .asException();
      }
    } else if (POSITIVE_PAIRS.contains(lowered(texts))) {
      positive =
          texts.stream()
              .filter(text -> POSITIVE_WORDS.contains(text.toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow();
      reason = "'" + positive + "' is the usual word for it";
    } else {
      ValueCount rarer =
          values.get(0).count() <= values.get(1).count() ? values.get(0) : values.get(1);
      positive = rarer.value();
      reason = "'" + positive + "' is the rarer one; say 'label.positive' to choose";
    }
    String other = texts.get(0).equals(positive) ? texts.get(1) : texts.get(0);
    return new Label(
        settings.label(), expression, Task.BINARY, List.of(other, positive), "positive: " + reason);
  }

  private static Set<String> lowered(List<String> texts) {
    return Set.copyOf(
        texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).distinct().toList());
  }
}
