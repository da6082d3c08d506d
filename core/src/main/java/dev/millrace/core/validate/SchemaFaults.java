package dev.millrace.core.validate;

import dev.millrace.column.ColumnType;
import dev.millrace.core.validate.ColumnExpectations.Bounds;
import dev.millrace.core.validate.ColumnExpectations.Comparator;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What makes no sense in a schema, whatever the data. A pipeline refuses such a schema; a check of
 * statistics tells of it as of any other anomaly and goes on with what does make sense.
 */
public final class SchemaFaults {
  private final TableExpectations table;

  /**
   * Something that makes no sense.
   *
   * @param what one sentence
   */
  public record Fault(Anomaly anomaly, String what, String found, String allowed) {
    public Fault {
      Objects.requireNonNull(anomaly);
      Objects.requireNonNull(what);
      Objects.requireNonNull(found);
      Objects.requireNonNull(allowed);
    }

    Problem problem(DraftColumn column) {
      ErrorCode code =
          anomaly == Anomaly.FEATURE_MISSING_TYPE
              ? ErrorCode.CONFIG_KEY_MISSING
              : ErrorCode.SCHEMA_INVALID;
      return Problem.of(code, what + " (" + anomaly + ")")
          .at(column.place())
          .found(found)
          .allowed(allowed);
    }
  }

  /**
   * Faults of columns of a table.
   *
   * @param table names the domains that columns may refer to
   */
  public SchemaFaults(TableExpectations table) {
    this.table = table;
  }

  /** The faults of a column; none is looked for in one that is not in use. */
  public List<Fault> of(DraftColumn column) {
    if (!column.expectations().lifecycle().isLive()) {
      return List.of();
    }
    if (column.title().isEmpty()) {
      return List.of(new Fault(Anomaly.FEATURE_MISSING_NAME, "a column has no name", "", "a name"));
    }
    List<Fault> faults = new ArrayList<>();
    if (column.type().isEmpty()) {
      faults.add(
          new Fault(
              Anomaly.FEATURE_MISSING_TYPE,
              "the column has no type",
              column.title(),
              "type: one of " + SchemaYaml.TYPE.allowed()));
      if (type(column).isEmpty()) {
        return faults;
      }
    }
    shares(column, faults);
    counts(column, faults);
    domains(column, faults);
    comparator("drift", column, column.expectations().drift(), faults);
    comparator("skew", column, column.expectations().skew(), faults);
    return faults;
  }

  /** The type, which a domain of texts gives away where none is said. */
  public static Optional<ColumnType> type(DraftColumn column) {
    boolean texts =
        column.domains().stream()
            .anyMatch(d -> d instanceof Domain.Texts || d instanceof Domain.Named);
    return column.type().or(() -> texts ? Optional.of(ColumnType.UTF8) : Optional.empty());
  }

  /** The domains of a column that values can be held against; names are replaced by values. */
  public List<Domain> usable(DraftColumn column) {
    Optional<ColumnType> type = type(column);
    List<Domain> usable = new ArrayList<>();
    for (Domain domain : column.domains()) {
      if (type.isPresent() && fits(domain, type.get())) {
        if (domain instanceof Domain.Named named) {
          Optional.ofNullable(table.domains().get(named.name()))
              .ifPresent(values -> usable.add(new Domain.Texts(values)));
        } else {
          usable.add(domain);
        }
      }
    }
    return usable;
  }

  private static void shares(DraftColumn column, List<Fault> faults) {
    double present = column.present().orElse(0);
    if (!(present >= 0 && present <= 1)) {
      faults.add(invalid("'present' is no share of rows", text(present), "0 to 1"));
    }
    double mass = column.expectations().domainMass().orElse(0);
    if (!(mass >= 0 && mass <= 1)) {
      faults.add(invalid("'min-domain-mass' is no share of values", text(mass), "0 to 1"));
    }
  }

  private static void counts(DraftColumn column, List<Fault> faults) {
    ColumnExpectations expected = column.expectations();
    expected.valueCount().ifPresent(bounds -> bounds("value-count", bounds, faults));
    expected.valueCounts().forEach(bounds -> bounds("value-counts", bounds, faults));
    expected
        .shape()
        .ifPresent(
            sizes -> {
              if (sizes.stream().anyMatch(size -> size <= 0)) {
                faults.add(
                    invalid("a size in 'shape' is not positive", sizes.toString(), "1 and more"));
              }
            });
  }

  private static void bounds(String key, Bounds bounds, List<Fault> faults) {
    long min = bounds.min().orElse(0);
    if (min < 0) {
      faults.add(invalid("'" + key + "' has a negative min", Long.toString(min), "0 and more"));
    }
    if (bounds.max().isPresent() && bounds.max().getAsLong() < min) {
      faults.add(
          invalid(
              "'" + key + "' has a max below its min",
              Long.toString(bounds.max().getAsLong()),
              min + " and more"));
    }
  }

  private void domains(DraftColumn column, List<Fault> faults) {
    ColumnType type = type(column).orElseThrow();
    int given = column.expectations().domains().size();
    boolean alsoShort = given > 0 && column.domains().size() > given;
    if (given > 1 || alsoShort) {
      faults.add(
          new Fault(
              Anomaly.INVALID_DOMAIN_SPECIFICATION,
              "the column has several domains",
              String.join(", ", column.domains().stream().map(Domain::key).toList()),
              "one of them"));
    }
    for (Domain domain : column.domains()) {
      if (fits(domain, type)) {
        values(domain, faults);
      } else {
        faults.add(
            new Fault(
                Anomaly.DOMAIN_INVALID_FOR_TYPE,
                "the domain does not go with the type",
                domain.key() + " of " + type.text(),
                types(domain)));
      }
    }
    if (column.isRanged() && !type.isNumeric()) {
      faults.add(
          new Fault(
              Anomaly.DOMAIN_INVALID_FOR_TYPE,
              "min and max go with numbers only",
              type.text(),
              "int-domain or float-domain, for texts that read as numbers"));
    }
    boolean listed =
        column.domains().stream()
            .anyMatch(d -> d instanceof Domain.Texts || d instanceof Domain.Named);
    if (column.expectations().domainMass().isPresent() && !listed) {
      faults.add(
          invalid(
              "'min-domain-mass' goes with a list of values only",
              column.domains().isEmpty() ? "no domain" : column.domains().getFirst().key(),
              "domain, domain-name"));
    }
  }

  private void values(Domain domain, List<Fault> faults) {
    if (domain instanceof Domain.Bools bools
        && bools.trueValue().isPresent()
        && bools.trueValue().equals(bools.falseValue())) {
      faults.add(
          invalidDomain("true and false are written alike", bools.trueValue().get(), "two texts"));
    }
    if (domain instanceof Domain.Named named && !table.domains().containsKey(named.name())) {
      faults.add(
          invalidDomain(
              "there is no such domain",
              named.name(),
              table.domains().isEmpty()
                  ? "none is named under 'domains'"
                  : String.join(", ", table.domains().keySet())));
    }
    if (domain instanceof Domain.Texts texts) {
      list(texts.values(), faults);
    } else if (domain instanceof Domain.Named named) {
      list(table.domains().getOrDefault(named.name(), List.of()), faults);
    }
  }

  private void list(List<String> values, List<Fault> faults) {
    Set<String> seen = new HashSet<>();
    List<String> twice = values.stream().filter(value -> !seen.add(value)).distinct().toList();
    if (!twice.isEmpty()) {
      faults.add(
          invalidDomain("the domain names values twice", String.join(", ", twice), "each once"));
    }
    if (table.mostDomainValues().isPresent()
        && values.size() >= table.mostDomainValues().getAsLong()) {
      faults.add(
          invalidDomain(
              "the domain has too many values",
              Integer.toString(values.size()),
              "fewer than " + table.mostDomainValues().getAsLong()));
    }
  }

  private static void comparator(
      String key, DraftColumn column, Comparator comparator, List<Fault> faults) {
    if (!comparator.isSet()) {
      return;
    }
    boolean byCategory =
        comparator.infinityNorm().isPresent() || comparator.absoluteDifference().isPresent();
    if (byCategory && !isCategory(column)) {
      faults.add(
          invalid(
              "'"
                  + key
                  + "' compares counts of categories, of which numbers have none: the distance"
                  + " would always be 0",
              type(column).orElseThrow().text(),
              "jensen-shannon-divergence, or int-domain: {categorical: true}"));
    }
    ColumnType type = type(column).orElseThrow();
    if (comparator.jensenShannon().isPresent() && !isCategory(column) && !type.isNumeric()) {
      faults.add(
          invalid("'" + key + "' cannot compare such values", type.text(), "numbers, categories"));
    }
  }

  /** True when values are counted one by one. */
  public static boolean isCategory(DraftColumn column) {
    ColumnType type = type(column).orElse(ColumnType.BYTES);
    boolean named =
        column.domains().stream()
            .anyMatch(
                domain ->
                    domain instanceof Domain.Texts
                        || (domain instanceof Domain.Ints ints
                            && ints.meaning() == Domain.Meaning.CATEGORY));
    return type.equals(ColumnType.UTF8)
        || type.equals(ColumnType.BYTES)
        || type.equals(ColumnType.BOOL)
        || (type.equals(ColumnType.INT64) && named);
  }

  private static boolean fits(Domain domain, ColumnType type) {
    boolean text = type.equals(ColumnType.UTF8) || type.equals(ColumnType.BYTES);
    boolean whole = type.equals(ColumnType.INT64);
    return switch (domain) {
      case Domain.Ints ints -> whole || text;
      case Domain.Floats floats -> (type.isNumeric() && !whole) || text;
      case Domain.Bools bools -> whole || text || type.isNumeric() || type.equals(ColumnType.BOOL);
      case Domain.Texts texts -> whole || text;
      case Domain.Named named -> text;
      case Domain.Semantic semantic ->
          text || (whole && semantic.kind() == Domain.Semantic.Kind.TIME);
    };
  }

  private static String types(Domain domain) {
    return switch (domain) {
      case Domain.Ints ints -> "int64, utf8, bytes";
      case Domain.Floats floats -> "float64, decimal, utf8, bytes";
      case Domain.Bools bools -> "bool, int64, float64, utf8, bytes";
      case Domain.Texts texts -> "utf8, int64";
      case Domain.Named named -> "utf8, bytes";
      case Domain.Semantic semantic -> "utf8, bytes";
    };
  }

  private static Fault invalid(String what, String found, String allowed) {
    return new Fault(Anomaly.INVALID_SCHEMA_SPECIFICATION, what, found, allowed);
  }

  private static Fault invalidDomain(String what, String found, String allowed) {
    return new Fault(Anomaly.INVALID_DOMAIN_SPECIFICATION, what, found, allowed);
  }

  private static String text(double value) {
    return SchemaYaml.number(value);
  }
}
