package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.ListColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.column.VectorColumn;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowIds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Several batches as one. */
final class Concatenation {
  private Concatenation() {}

  static RowBatch of(Fields fields, List<RowBatch> batches) {
    int rows = batches.stream().mapToInt(RowBatch::rows).sum();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      int position = i;
      Field field = fields.at(i);
      columns.add(
          columns(
              field.type(),
              batches.stream().map(batch -> batch.values().column(position)).toList()));
    }
    return new RowBatch(new Batch(fields, columns, rows), ids(rows, batches));
  }

  private static RowIds ids(int rows, List<RowBatch> batches) {
    int[] sources = new int[rows];
    long[] ordinals = new long[rows];
    long[] hashes = new long[rows];
    int at = 0;
    for (RowBatch batch : batches) {
      for (int row = 0; row < batch.rows(); row++, at++) {
        sources[at] = batch.ids().sourceAt(row);
        ordinals[at] = batch.ids().ordinalAt(row);
        hashes[at] = batch.ids().hashAt(row);
      }
    }
    return RowIds.owning(sources, ordinals, hashes);
  }

  static Column columns(ColumnType type, List<Column> parts) {
    int rows = parts.stream().mapToInt(Column::rows).sum();
    Validity validity = validity(rows, parts);
    return switch (type) {
      case ColumnType.Decimal decimal -> decimals(decimal, rows, parts, validity);
      case ColumnType.ListOf list -> lists(list, rows, parts, validity);
      case ColumnType.FixedVector vector -> vectors(vector, rows, parts, validity);
      case ColumnType.Plain plain ->
          switch (plain) {
            case BOOL -> bools(rows, parts, validity);
            case FLOAT64 -> doubles(rows, parts, validity);
            case INT64, DATE, INSTANT, LOCAL_DATETIME -> longs(type, rows, parts, validity);
            case UTF8, BYTES, BLOB_REF -> bytes(type, rows, parts, validity);
          };
    };
  }

  private static Validity validity(int rows, List<Column> parts) {
    ValidityBuilder validity = new ValidityBuilder();
    int at = 0;
    for (Column part : parts) {
      for (int row = 0; row < part.rows() && part.missingCount() > 0; row++) {
        if (part.isMissing(row)) {
          validity.missing(at + row);
        }
      }
      at += part.rows();
    }
    return validity.build(rows);
  }

  private static Column longs(ColumnType type, int rows, List<Column> parts, Validity validity) {
    long[] values = new long[rows];
    int at = 0;
    for (Column part : parts) {
      ((LongColumn) part).copyTo(0, values, at, part.rows());
      at += part.rows();
    }
    return LongColumn.owning(type, values, validity);
  }

  private static Column doubles(int rows, List<Column> parts, Validity validity) {
    double[] values = new double[rows];
    int at = 0;
    for (Column part : parts) {
      ((DoubleColumn) part).copyTo(0, values, at, part.rows());
      at += part.rows();
    }
    return DoubleColumn.owning(values, validity);
  }

  private static Column bools(int rows, List<Column> parts, Validity validity) {
    boolean[] values = new boolean[rows];
    int at = 0;
    for (Column part : parts) {
      for (int row = 0; row < part.rows(); row++) {
        values[at++] = ((BoolColumn) part).at(row);
      }
    }
    return BoolColumn.owning(values, validity);
  }

  private static Column decimals(
      ColumnType.Decimal type, int rows, List<Column> parts, Validity validity) {
    long[] high = new long[rows];
    long[] low = new long[rows];
    int at = 0;
    for (Column part : parts) {
      for (int row = 0; row < part.rows(); row++, at++) {
        high[at] = ((DecimalColumn) part).highAt(row);
        low[at] = ((DecimalColumn) part).lowAt(row);
      }
    }
    return DecimalColumn.owning(type, high, low, validity);
  }

  private static Column bytes(ColumnType type, int rows, List<Column> parts, Validity validity) {
    int[] offsets = new int[rows + 1];
    int at = 0;
    for (Column part : parts) {
      for (int row = 0; row < part.rows(); row++, at++) {
        int length = part.isMissing(row) ? 0 : ((BytesColumn) part).lengthAt(row);
        offsets[at + 1] = offsets[at] + length;
        if (offsets[at + 1] < 0) {
          throw Problem.of(ErrorCode.MEMORY_LIMIT, "the texts of a sample take more than 2 GB")
              .next("Take fewer rows, or leave the column out.")
              .asException();
        }
      }
    }
    byte[] data = new byte[offsets[rows]];
    at = 0;
    for (Column part : parts) {
      BytesColumn texts = (BytesColumn) part;
      for (int row = 0; row < part.rows(); row++, at++) {
        int length = offsets[at + 1] - offsets[at];
        if (length > 0) {
          System.arraycopy(texts.data(), texts.startAt(row), data, offsets[at], length);
        }
      }
    }
    return BytesColumn.owning(type, data, offsets, validity);
  }

  private static Column vectors(
      ColumnType.FixedVector type, int rows, List<Column> parts, Validity validity) {
    float[] values = new float[Math.multiplyExact(rows, type.length())];
    int at = 0;
    for (Column part : parts) {
      for (int row = 0; row < part.rows(); row++) {
        for (int k = 0; k < type.length(); k++) {
          values[at++] = ((VectorColumn) part).at(row, k);
        }
      }
    }
    return VectorColumn.owning(type, values, validity);
  }

  private static Column lists(
      ColumnType.ListOf type, int rows, List<Column> parts, Validity validity) {
    int[] offsets = new int[rows + 1];
    List<Column> elements = new ArrayList<>();
    int at = 0;
    for (Column part : parts) {
      ListColumn lists = (ListColumn) part;
      // Selected lists lie close together, from the first element on.
      ListColumn dense = lists.select(allRows(part.rows()));
      for (int row = 0; row < part.rows(); row++, at++) {
        offsets[at + 1] = offsets[at] + (part.isMissing(row) ? 0 : dense.lengthAt(row));
      }
      elements.add(dense.elements());
    }
    return ListColumn.owning(offsets, columns(type.element(), elements), validity);
  }

  private static int[] allRows(int rows) {
    return IntStream.range(0, rows).toArray();
  }
}
