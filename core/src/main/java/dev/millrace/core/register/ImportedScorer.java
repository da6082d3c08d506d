package dev.millrace.core.register;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.validate.ColumnRule;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.feature.Emission;
import dev.millrace.feature.Encode;
import dev.millrace.feature.FeatureName;
import dev.millrace.feature.FeatureOutput;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.Otherwise;
import dev.millrace.feature.RowStep;
import dev.millrace.feature.ToNumber;
import dev.millrace.model.Calibration;
import dev.millrace.model.Link;
import dev.millrace.model.OutputMapping;
import dev.millrace.scorer.DecisionPolicy;
import dev.millrace.scorer.Scorer;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A scorer around an imported model. Its raw columns are the features of the model by name: numbers
 * as they are; where a schema says so, texts by their position in the domain of the column.
 *
 * @param schema how the raw columns are read
 */
public record ImportedScorer(Scorer scorer, TableSchema schema) {

  /**
   * Puts a scorer together.
   *
   * @param given schema of the raw columns; without one every feature is a column of floats that
   *     may be missing
   * @param classes texts of the classes in the order of the model; empty for 0, 1 and so on
   * @throws MillraceException SCHEMA_INVALID, USAGE, MODEL_FILE_UNSUPPORTED
   */
  public static ImportedScorer of(
      ImportedModel imported, Optional<TableSchema> given, List<String> classes) {
    List<ColumnName> names = imported.featureNames().stream().map(ImportedScorer::column).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw Problem.of(ErrorCode.MODEL_FILE_UNSUPPORTED, "two features of the model share a name")
          .next("Train with a name for each feature")
          .asException();
    }
    if (names.size() > FeaturePlan.MOST_SLOTS) {
      throw Problem.of(ErrorCode.MODEL_FILE_UNSUPPORTED, "the model has too many features")
          .found(names.size())
          .allowed("up to " + FeaturePlan.MOST_SLOTS)
          .asException();
    }
    TableSchema schema = given.orElseGet(() -> floats(names));
    Scorer scorer = new Scorer(plan(names, schema), imported.model(), mapping(imported, classes));
    return new ImportedScorer(scorer, schema);
  }

  private static ColumnName column(String name) {
    try {
      return new ColumnName(name);
    } catch (IllegalArgumentException e) {
      throw new MillraceException(
          Problem.of(
                  ErrorCode.MODEL_FILE_UNSUPPORTED, "a feature's name cannot be that of a column")
              .found(e)
              .next("Train with names of 1 to 256 characters, none of them a control character"),
          e);
    }
  }

  private static TableSchema floats(List<ColumnName> names) {
    return new TableSchema(
        names.stream()
            .map(
                name ->
                    new ColumnRule(
                        new Field(name, ColumnType.FLOAT64),
                        List.of(),
                        TemporalForm.ISO,
                        0,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        List.of(),
                        ColumnRule.Otherwise.WARN,
                        Map.of()))
            .toList(),
        TableSchema.NewColumns.IGNORE,
        0);
  }

  private static FeaturePlan plan(List<ColumnName> names, TableSchema schema) {
    List<Field> inputs = new ArrayList<>();
    List<RowStep> steps = new ArrayList<>();
    List<FeatureOutput> outputs = new ArrayList<>();
    for (ColumnName name : names) {
      ColumnRule rule =
          schema
              .find(name)
              .orElseThrow(
                  () ->
                      Problem.of(
                              ErrorCode.SCHEMA_INVALID,
                              "the schema lacks a column that the model reads")
                          .found("no column '" + name + "'")
                          .next("Add it, or leave the schema out")
                          .asException());
      inputs.add(rule.field());
      ColumnName number = name;
      ColumnType type = rule.field().type();
      if (!type.equals(ColumnType.FLOAT64) && !type.equals(ColumnType.INT64)) {
        number = unused(inputs.size(), schema);
        steps.add(step(rule, number));
      }
      outputs.add(new FeatureOutput(new FeatureName(name.value()), number, Emission.NUMBER));
    }
    return new FeaturePlan(new Fields(inputs), steps, outputs);
  }

  /** A name for a column in between that no raw column has. */
  private static ColumnName unused(int position, TableSchema schema) {
    ColumnName name = new ColumnName("#" + position);
    while (schema.find(name).isPresent()) {
      name = new ColumnName("#" + name);
    }
    return name;
  }

  private static RowStep step(ColumnRule rule, ColumnName number) {
    ColumnName name = rule.field().name();
    ColumnType type = rule.field().type();
    if (type.isNumeric() || type.equals(ColumnType.BOOL)) {
      return new ToNumber(name, number);
    }
    if (type.equals(ColumnType.UTF8) && !rule.domain().isEmpty()) {
      return new Encode(
          name, number, Vocabulary.of(rule.domain()), Otherwise.IGNORE, Otherwise.IGNORE);
    }
    throw Problem.of(
            ErrorCode.SCHEMA_INVALID, "the model needs a number, and the schema gives none")
        .at("column '" + name + "'")
        .found(type.text() + (rule.domain().isEmpty() ? " without a domain" : ""))
        .allowed("float64, int64, decimal, bool, or utf8 with a domain in the order of its codes")
        .asException();
  }

  private static OutputMapping mapping(ImportedModel imported, List<String> classes) {
    Link link = imported.link();
    boolean share = List.of("reg:logistic", "cross_entropy").contains(imported.objective());
    int count = link == Link.SOFTMAX ? imported.model().outputs() : link == Link.LOGISTIC ? 2 : 0;
    if (classes.isEmpty()) {
      List<String> numbers =
          share ? List.of() : IntStream.range(0, count).mapToObj(Integer::toString).toList();
      return new OutputMapping(link, numbers, Calibration.NONE);
    }
    if (classes.size() != count || classes.stream().distinct().count() < count) {
      throw Problem.of(ErrorCode.USAGE, "the classes are not those of the model")
          .found(String.join(", ", classes))
          .allowed(count == 0 ? "none: it predicts an amount" : count + " different texts")
          .asException();
    }
    return new OutputMapping(link, classes, Calibration.NONE);
  }

  /** How a class is chosen; empty for a scorer of amounts. */
  public Optional<DecisionPolicy> decision() {
    OutputMapping output = scorer.output();
    if (output.labels().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        output.link() == Link.SOFTMAX
            ? new DecisionPolicy.MostProbable()
            : new DecisionPolicy.Threshold(StatedDecision.EVEN));
  }
}
