package dev.millrace.core.ingest;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.core.ingest.PipelineGuess.Made;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.Semantics.Meaning;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Guesses label, time column, identifiers, leaks and odd numbers of a table, and says why. */
public final class PipelineGuesser {
  private static final Set<String> LABEL_NAMES =
      Set.of("label", "target", "class", "y", "outcome", "response", "churn", "fraud");
  private static final int MOST_CLASSES = 20;
  private static final SampleSize SAMPLE = new SampleSize(5000, 7);

  private final Engine engine;
  private final Optional<String> chosen;
  private final List<String> reasons = new ArrayList<>();

  /**
   * @param chosen the label, when the user named it
   */
  public PipelineGuesser(Engine engine, Optional<String> chosen) {
    this.engine = engine;
    this.chosen = chosen;
  }

  public PipelineGuess guess(DataCut cut) {
    TableProfile profile = TableProfiler.profile(engine, Scan.all(cut));
    ColumnProfile label = label(profile);
    Optional<Map.Entry<String, String>> time = time(profile, label);
    Map<String, String> drop = new LinkedHashMap<>();
    WrittenColumns written = new WrittenColumns(profile, engine.sample(Scan.all(cut), SAMPLE));
    Optional<WrittenForm> ofLabel =
        written.find(label).filter(form -> form.kind() == WrittenForm.Kind.NUMBER);
    ofLabel.ifPresent(
        form ->
            reasons.add(
                label.field().name()
                    + ": "
                    + form.what()
                    + "; "
                    + (form.expression().isPresent()
                        ? "an expression makes them numbers"
                        : form.next())));
    for (ColumnProfile column : profile.columns()) {
      String name = column.field().name().value();
      if (name.equals(label.field().name().value())) {
        continue;
      }
      switch (column.semantics().meaning()) {
        case IDENTIFIER -> drop.put(name, "names rows: " + column.semantics().reason());
        case CONSTANT -> drop.put(name, "the same in every row");
        case ALL_MISSING -> drop.put(name, "no value at all");
        default -> {}
      }
    }
    new LeakSearch(engine, profile).find(cut, label).forEach(drop::putIfAbsent);
    List<Made> made = written.features(label, drop);
    drop.forEach((column, why) -> reasons.add("drop " + column + ": " + why));
    boolean classes = ofLabel.flatMap(WrittenForm::expression).isEmpty() && isClasses(label);
    List<String> gate =
        classes
            ? List.of("log_loss <= constant", "log_loss <= champion + 0.01")
            : List.of("rmse <= constant", "r2 >= champion - 0.01");
    reasons.add(
        "gate " + gate.get(0) + ": a model must beat guessing; demand more when you know it");
    reasons.add(
        "gate "
            + gate.get(1)
            + ": a new model must not be much worse than the live one; without one it is not"
            + " applicable");
    return new PipelineGuess(
        label.field().name().value(),
        ofLabel.flatMap(WrittenForm::expression),
        time,
        drop,
        made,
        gate,
        reasons);
  }

  private ColumnProfile label(TableProfile profile) {
    if (chosen.isPresent()) {
      ColumnProfile named =
          profile
              .find(new ColumnName(chosen.get()))
              .orElseThrow(
                  () ->
                      Problem.of(ErrorCode.LABEL_MISSING, "the data has no column for the label")
                          .found(chosen.get())
                          .next(
                              "The columns are: "
                                  + String.join(
                                      ", ",
                                      profile.columns().stream()
                                          .map(c -> c.field().name().value())
                                          .limit(40)
                                          .toList()))
                          .asException());
      requireValues(named);
      reasons.add("label " + chosen.get() + ": you said so; " + kind(named));
      return named;
    }
    List<ColumnProfile> fit = profile.columns().stream().filter(this::canBeLabel).toList();
    if (fit.isEmpty()) {
      throw Problem.of(ErrorCode.LABEL_MISSING, "no column looks like a label")
          .next("Name it with --label COLUMN.")
          .asException();
    }
    Optional<ColumnProfile> named =
        fit.stream()
            .filter(
                column ->
                    LABEL_NAMES.contains(column.field().name().value().toLowerCase(Locale.ROOT)))
            .reduce((first, second) -> second);
    ColumnProfile guessed = named.orElse(fit.get(fit.size() - 1));
    reasons.add(
        "label "
            + guessed.field().name()
            + ": "
            + (named.isPresent() ? "its name says so" : "the last column that can be one")
            + "; "
            + kind(guessed));
    return guessed;
  }

  private static void requireValues(ColumnProfile label) {
    Meaning meaning = label.semantics().meaning();
    if (meaning == Meaning.ALL_MISSING || meaning == Meaning.CONSTANT) {
      boolean constant = meaning == Meaning.CONSTANT;
      throw Problem.of(
              constant ? ErrorCode.LABEL_CONSTANT : ErrorCode.LABEL_MISSING,
              constant ? "the label is the same in every row" : "the label is missing in every row")
          .at("--label " + label.field().name())
          .next("Choose another label, or read data with both outcomes.")
          .asException();
    }
  }

  private boolean canBeLabel(ColumnProfile column) {
    return switch (column.semantics().meaning()) {
      case CATEGORY, BOOLEAN, NUMBER -> true;
      default -> false;
    };
  }

  private static boolean isClasses(ColumnProfile label) {
    ColumnType type = label.field().type();
    boolean few =
        label.exact().distinct().isCounted() && label.exact().distinct().values() <= MOST_CLASSES;
    boolean two = label.exact().distinct().isCounted() && label.exact().distinct().values() == 2;
    return type.equals(ColumnType.UTF8)
        || type.equals(ColumnType.BOOL)
        || two
        || (few && type.equals(ColumnType.INT64));
  }

  private static String kind(ColumnProfile label) {
    return isClasses(label)
        ? label.exact().distinct().values() + " classes"
        : "a number to predict";
  }

  private Optional<Map.Entry<String, String>> time(TableProfile profile, ColumnProfile label) {
    for (ColumnProfile column : profile.columns()) {
      if (column.semantics().meaning() == Meaning.TIME
          && !column.equals(label)
          && column.exact().missingShare() < 0.01) {
        String unit =
            column.semantics().temporal() == TemporalForm.ISO
                ? "iso"
                : column.semantics().temporal().name().toLowerCase(Locale.ROOT).replace('_', '-');
        reasons.add(
            String.format(
                Locale.ROOT,
                "time %s: %s; rows are split by it, so that the test rows are the newest",
                column.field().name(),
                column.semantics().reason()));
        return Optional.of(Map.entry(column.field().name().value(), unit));
      }
    }
    reasons.add("no time column: rows are split by a hash of their content");
    return Optional.empty();
  }
}
