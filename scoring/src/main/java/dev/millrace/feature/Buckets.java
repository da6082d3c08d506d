package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.histogram.Edges;
import dev.millrace.json.Json;
import dev.millrace.json.JsonNumber;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The bucket a number falls into, as a code: the number of edges at or below it. Bucket 0 is below
 * the first edge, each edge belongs to the bucket on its right, the last bucket is open. The
 * infinities fall into the first and the last bucket; {@code -0.0} is {@code 0.0}; NaN and missing
 * become missing.
 *
 * @param edges fixed by a person or fitted quantiles; {@code n} edges make {@code n + 1} buckets
 */
public record Buckets(ColumnName input, ColumnName output, Edges edges) implements CodeStep {
  public Buckets {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    Objects.requireNonNull(edges);
  }

  @Override
  public StepKind kind() {
    return StepKind.BUCKETS;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public int codes() {
    return edges.size() + 1;
  }

  @Override
  public String slotSuffix(int code) {
    String from = code == 0 ? "(-inf" : "[" + JsonNumber.text(edges.at(code - 1));
    String to = code == edges.size() ? "+inf" : JsonNumber.text(edges.at(code));
    return "=" + from + "," + to + ")";
  }

  @Override
  public BoundStep bind(StepScope scope) {
    int from = scope.requireNumber(this, input);
    return new BoundStep(ColumnType.INT64, (columns, rows) -> code((DoubleColumn) columns[from]));
  }

  private LongColumn code(DoubleColumn in) {
    long[] out = new long[in.rows()];
    boolean noNaN = true;
    for (int row = 0; row < out.length; row++) {
      noNaN &= !Double.isNaN(in.at(row));
      out[row] = edges.countAtOrBelow(in.at(row));
    }
    return LongColumn.owning(ColumnType.INT64, out, noNaN ? in.validity() : withoutNaN(in));
  }

  private static Validity withoutNaN(DoubleColumn in) {
    ValidityBuilder numbers = new ValidityBuilder();
    for (int row = 0; row < in.rows(); row++) {
      if (in.isMissing(row) || Double.isNaN(in.at(row))) {
        numbers.missing(row);
      }
    }
    return numbers.build(in.rows());
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value())
        .put("output", output.value())
        .put("edges", Arrays.stream(edges.toArray()).mapToObj(Json::of).toList());
  }

  static Buckets read(JsonObject in) {
    in.only("kind", "input", "output", "edges");
    return new Buckets(
        Setting.column(in, "input"),
        Setting.column(in, "output"),
        Edges.of(
            in.items("edges").stream()
                .mapToDouble(edge -> JsonObject.real("edges", edge))
                .toArray()));
  }
}
