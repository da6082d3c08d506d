package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.util.List;

/**
 * One fitted step of a feature plan: reads named columns, gives one more. A pure function of the
 * row: it knows no other row, no time and no state, so that a batch, a cluster, a server and
 * another program's JVM get the same bits. Each record says how it treats missing cells, NaN, the
 * infinities, {@code -0.0}, the empty text and categories it has not seen.
 *
 * <p>Numbers are FLOAT64: steps that calculate take nothing else, and {@link ToNumber} makes it.
 * Arithmetic is IEEE 754 double as written, elementary functions are StrictMath's, nothing is
 * fused. Immutable and safe to share between threads.
 */
public sealed interface RowStep
    permits CategoryNumber,
        Clip,
        CodeStep,
        Computed,
        DateCycle,
        DatePart,
        Impute,
        ImputeText,
        Log1p,
        MinMax,
        MissingIndicator,
        Standardize,
        ToNumber {

  /** Which step this is. */
  StepKind kind();

  /** Columns it reads. */
  List<ColumnName> inputs();

  /** Column it gives; no other column of the plan has this name. */
  ColumnName output();

  /**
   * Finds its columns.
   *
   * @throws dev.millrace.error.MillraceException when one is not there or has a type this step does
   *     not take; names step, column, type and what to do
   */
  BoundStep bind(StepScope scope);

  /** Adds its settings, everything but its kind, to its JSON form. */
  MembersBuilder write(MembersBuilder out);

  /** Its JSON form; {@link StepKind#read} reads it. */
  default Json.Members toJson() {
    return write(Json.members().put("kind", kind().text())).build();
  }
}
