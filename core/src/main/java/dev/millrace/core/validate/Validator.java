package dev.millrace.core.validate;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.core.validate.ColumnRule.Otherwise;
import dev.millrace.core.validate.Finding.Severity;
import dev.millrace.core.validate.RowQuarantine.Kept;
import dev.millrace.core.validate.TableSchema.NewColumns;
import dev.millrace.core.validate.ValueRules.ValueRule;
import dev.millrace.spi.collect.CategoryCounts;
import dev.millrace.spi.collect.ColumnSlots;
import dev.millrace.spi.collect.DoubleTally;
import dev.millrace.spi.collect.LongTally;
import dev.millrace.spi.collect.Together.Slot;
import dev.millrace.spi.collect.Together.States;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.profile.ExactColumn;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a landed table against its schema. */
public final class Validator {
  private final TableSchema schema;
  private final Engine engine;
  private final RowQuarantine quarantine;

  /**
   * A check against a schema.
   *
   * @param quarantine where rows go that a rule puts apart
   */
  public Validator(TableSchema schema, Engine engine, RowQuarantine quarantine) {
    this.schema = schema;
    this.engine = engine;
    this.quarantine = quarantine;
  }

  /**
   * Checks the rows that were landed.
   *
   * @param profile of all of them: rules it shows to be kept cost no look at the rows
   */
  public Validation validate(Landed landed, TableProfile profile) {
    List<Finding> findings = new ArrayList<>();
    Set<ColumnName> source = new LinkedHashSet<>(landed.sourceColumns());
    for (ColumnRule rule : schema.columns()) {
      if (!source.contains(rule.field().name()) && rule.present() > 0) {
        findings.add(missing(rule));
      }
    }
    for (ColumnName column : source) {
      if (schema.find(column).isEmpty() && schema.newColumns() != NewColumns.IGNORE) {
        findings.add(unknown(column));
      }
    }
    rejected(landed).ifPresent(findings::add);
    if (landed.cut().rows() == 0) {
      findings.add(
          new Finding(
              "DATASET_LOW_NUM_EXAMPLES",
              "",
              Severity.ERROR,
              "the data has no rows",
              "0 rows",
              "at least 1",
              0,
              Optional.empty()));
      return new Validation(findings, List.of(), new RowLedger(0, 0, 0), Optional.empty());
    }
    List<ColumnRule> here =
        schema.columns().stream().filter(rule -> source.contains(rule.field().name())).toList();
    for (ColumnRule rule : here) {
      presence(rule, profile.find(rule.field().name()).orElseThrow().exact())
          .ifPresent(findings::add);
    }
    return values(landed, doubtful(here, profile), findings);
  }

  private static List<ValueRule> doubtful(List<ColumnRule> here, TableProfile profile) {
    return here.stream()
        .flatMap(rule -> ValueRules.of(rule).stream())
        .filter(rule -> !KeptRules.isKept(rule, profile))
        .toList();
  }

  private Validation values(Landed landed, List<ValueRule> rules, List<Finding> findings) {
    long rows = landed.cut().rows();
    if (rules.isEmpty()) {
      return new Validation(findings, List.of(), new RowLedger(rows, rows, 0), Optional.empty());
    }
    List<ValueRule> apart =
        rules.stream().filter(rule -> rule.rule().otherwise() == Otherwise.QUARANTINE).toList();
    Set<String> violations = new LinkedHashSet<>();
    apart.forEach(rule -> violations.add(rule.violation()));
    TogetherBuilder together = new TogetherBuilder();
    RuleCounts counter =
        new RuleCounts(rules.stream().map(ValueRule::violation).toList(), violations);
    Slot<long[]> counts = together.add(counter);
    Ranges ranges = new Ranges(rules, together);
    List<ColumnName> columns =
        rules.stream().map(rule -> rule.rule().field().name()).distinct().toList();
    States states = engine.collect(Scan.of(landed.cut(), columns), together.build());
    long[] wrong = states.at(counts);
    for (int i = 0; i < rules.size(); i++) {
      if (wrong[i] > 0 && !isByMass(rules.get(i))) {
        findings.add(ranges.finding(rules.get(i), wrong[i], states));
      }
    }
    Optional<Kept> kept =
        counter.quarantined(wrong) == 0
            ? Optional.empty()
            : Optional.of(quarantine.keep(engine, landed.cut(), apart));
    return new Validation(
        findings,
        List.copyOf(violations),
        new RowLedger(rows, counter.accepted(wrong), kept.map(Kept::rows).orElse(0L)),
        kept.map(Kept::blob));
  }

  /** Whether some values outside are allowed: their share is checked on statistics. */
  private static boolean isByMass(ValueRule rule) {
    return rule.kind() == ValueRules.Kind.DOMAIN
        && rule.rule().expectations().domainMass().isPresent()
        && rule.rule().otherwise() != Otherwise.QUARANTINE;
  }

  private static Finding missing(ColumnRule rule) {
    return new Finding(
        "SCHEMA_MISSING_COLUMN",
        rule.field().name().value(),
        Severity.ERROR,
        "a column of the schema is not in the data",
        "no such column",
        rule.field().type().text(),
        0,
        Optional.of(rule.withPresent(0)));
  }

  private Finding unknown(ColumnName column) {
    return new Finding(
        "SCHEMA_NEW_COLUMN",
        column.value(),
        schema.newColumns() == NewColumns.REFUSE ? Severity.ERROR : Severity.WARNING,
        "a column of the data is not in the schema and was not read",
        column.value(),
        "the columns of the schema",
        0,
        Optional.empty());
  }

  private Optional<Finding> rejected(Landed landed) {
    long rejected = landed.ledger().rejectedRows();
    if (rejected == 0) {
      return Optional.empty();
    }
    double share = (double) rejected / landed.ledger().read();
    boolean refused = share > schema.mostRejected();
    String reasons =
        landed.ledger().rejected().entrySet().stream()
            .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
    return Optional.of(
        new Finding(
            Finding.UNREADABLE,
            "",
            refused ? Severity.ERROR : Severity.WARNING,
            "records could not be read and are in quarantine",
            percent(share) + " of the records: " + reasons,
            "at most " + percent(schema.mostRejected()),
            rejected,
            Optional.empty()));
  }

  private static Optional<Finding> presence(ColumnRule rule, ExactColumn column) {
    long present = column.present();
    double share = (double) present / column.rows();
    if (share >= rule.present()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            present == 0 ? "FEATURE_TYPE_NOT_PRESENT" : "FEATURE_TYPE_LOW_FRACTION_PRESENT",
            rule.field().name().value(),
            present == 0 ? Severity.ERROR : severity(rule),
            "too few rows hold a value",
            percent(share) + " of the rows",
            "at least " + percent(rule.present()),
            column.missing(),
            Optional.of(rule.withPresent(Math.floor(share * 1000) / 1000))));
  }

  static Severity severity(ColumnRule rule) {
    return rule.otherwise() == Otherwise.REFUSE ? Severity.ERROR : Severity.WARNING;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share * 100);
  }

  /** What the values really are, for the columns that have value rules. */
  private static final class Ranges {
    private final ColumnSlots<LongTally.State> longs = new ColumnSlots<>();
    private final ColumnSlots<DoubleTally.State> doubles = new ColumnSlots<>();
    private final ColumnSlots<CategoryCounts.State> texts = new ColumnSlots<>();

    Ranges(List<ValueRule> rules, TogetherBuilder together) {
      for (ValueRule rule : rules) {
        ColumnName name = rule.rule().field().name();
        if (rule.kind() == ValueRules.Kind.DOMAIN) {
          texts.add(
              name,
              together,
              new CategoryCounts(name, 10_000, CategoryCounts.Beyond.KEEP_FREQUENT));
        } else if (rule.rule().field().type().equals(ColumnType.INT64)) {
          longs.add(name, together, new LongTally(name));
        } else {
          doubles.add(name, together, new DoubleTally(name));
        }
      }
    }

    Finding finding(ValueRule rule, long rows, States states) {
      ColumnRule column = rule.rule();
      return switch (rule.kind()) {
        case MIN -> {
          double low = low(column, states);
          yield finding(
              rule,
              rows,
              rule.code(),
              "values lie below the least one allowed",
              number(low),
              number(column.min().orElse(low)),
              column.withRange(OptionalDouble.of(low), column.max()));
        }
        case MAX -> {
          double high = high(column, states);
          yield finding(
              rule,
              rows,
              rule.code(),
              "values lie above the greatest one allowed",
              number(high),
              number(column.max().orElse(high)),
              column.withRange(column.min(), OptionalDouble.of(high)));
        }
        case DOMAIN -> {
          List<String> extra = extra(column, states);
          List<String> wider = new ArrayList<>(column.domain());
          wider.addAll(extra);
          yield finding(
              rule,
              rows,
              rule.code(),
              "values are not in the domain",
              brief(extra),
              column.domain().size() + " values",
              column.withDomain(wider));
        }
      };
    }

    private static Finding finding(
        ValueRule rule,
        long rows,
        String code,
        String what,
        String found,
        String allowed,
        ColumnRule relaxed) {
      return new Finding(
          code,
          rule.rule().field().name().value(),
          severity(rule.rule()),
          what,
          found,
          allowed,
          rows,
          Optional.of(relaxed));
    }

    private double low(ColumnRule rule, States states) {
      ColumnName name = rule.field().name();
      return longs
          .find(name, states)
          .map(whole -> (double) whole.min().orElse(0))
          .orElseGet(() -> doubles.at(name, states).min().orElse(Double.NEGATIVE_INFINITY));
    }

    private double high(ColumnRule rule, States states) {
      ColumnName name = rule.field().name();
      return longs
          .find(name, states)
          .map(whole -> (double) whole.max().orElse(0))
          .orElseGet(() -> doubles.at(name, states).max().orElse(Double.POSITIVE_INFINITY));
    }

    private List<String> extra(ColumnRule rule, States states) {
      return texts.at(rule.field().name(), states).top(10_000).stream()
          .map(value -> value.value())
          .filter(value -> !rule.domain().contains(value))
          .toList();
    }

    private static String brief(List<String> values) {
      String shown = String.join(", ", values.stream().limit(5).map(v -> "'" + v + "'").toList());
      return values.size() > 5 ? shown + " and " + (values.size() - 5) + " more" : shown;
    }

    private static String number(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }
}
