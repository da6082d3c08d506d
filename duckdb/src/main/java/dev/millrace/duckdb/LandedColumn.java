package dev.millrace.duckdb;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.ListColumn;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.column.VectorColumn;
import dev.millrace.duckdb.text.TextValues;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.engine.LandingColumn;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a column of a typed file becomes a column of a cut: as it is, or by way of its text, so that
 * types are changed by the same rules whatever the format. Immutable; safe for several threads.
 */
final class LandedColumn {
  private final ParquetColumn source;
  private final LandingColumn target;
  private final @Nullable TextValues texts;

  private LandedColumn(ParquetColumn source, LandingColumn target, @Nullable TextValues texts) {
    this.source = source;
    this.target = target;
    this.texts = texts;
  }

  /** COLUMN_TYPE_MISMATCH when values of the file can never be of the wanted type. */
  static LandedColumn of(
      String location, ParquetColumn source, LandingColumn target, List<String> marks) {
    ColumnType wanted = target.field().type();
    boolean marked = !marks.isEmpty() || !target.missingMarks().isEmpty();
    boolean plain = wanted.equals(source.type()) || isBlobReference(source.type(), wanted);
    if (plain && (!marked || !CellText.has(source.type()) || wanted.equals(ColumnType.BYTES))) {
      return new LandedColumn(source, target, null);
    }
    if (wanted instanceof ColumnType.FixedVector
        && source.type().equals(new ColumnType.ListOf(ColumnType.FLOAT64))) {
      return new LandedColumn(source, target, null);
    }
    if (!CellText.has(source.type()) || !CellText.has(wanted) || wanted.equals(ColumnType.BYTES)) {
      throw Problem.of(ErrorCode.COLUMN_TYPE_MISMATCH, "the file's type cannot become this type")
          .at(location + ", column '" + source.name() + "'")
          .found(source.type().text())
          .allowed(wanted.text())
          .next("Set the column's type to the file's in the schema.")
          .asException();
    }
    return new LandedColumn(source, target, new TextValues(target, marks));
  }

  private static boolean isBlobReference(ColumnType source, ColumnType wanted) {
    return source.equals(ColumnType.UTF8) && wanted.equals(ColumnType.BLOB_REF);
  }

  ParquetColumn source() {
    return source;
  }

  /** The column as it lands; rows whose value does not fit are added to {@code unreadable}. */
  Column land(Column read, BitSet unreadable) {
    if (texts != null) {
      return texts.read(read, row -> CellText.of(read, row), unreadable);
    }
    if (target.field().type() instanceof ColumnType.FixedVector vector) {
      return vectors(vector, (ListColumn) read, unreadable);
    }
    if (target.field().type().equals(ColumnType.BLOB_REF) && read instanceof BytesColumn bytes) {
      return bytes.type().equals(ColumnType.BLOB_REF) ? read : references(bytes);
    }
    return read;
  }

  private static Column references(BytesColumn texts) {
    int[] offsets = new int[texts.entries() + 1];
    for (int i = 0; i < texts.entries(); i++) {
      offsets[i] = texts.entryStart(i);
      offsets[i + 1] = texts.entryStart(i) + texts.entryLength(i);
    }
    return BytesColumn.owning(ColumnType.BLOB_REF, texts.data(), offsets, texts.validity());
  }

  private static Column vectors(ColumnType.FixedVector type, ListColumn lists, BitSet unreadable) {
    DoubleColumn elements = (DoubleColumn) lists.elements();
    float[] values = new float[Math.multiplyExact(lists.rows(), type.length())];
    ValidityBuilder validity = new ValidityBuilder();
    for (int row = 0; row < lists.rows(); row++) {
      if (lists.isMissing(row)) {
        validity.missing(row);
        continue;
      }
      boolean fits = lists.lengthAt(row) == type.length();
      for (int k = 0; fits && k < type.length(); k++) {
        int element = lists.startAt(row) + k;
        fits = !elements.isMissing(element);
        values[row * type.length() + k] = (float) elements.at(element);
      }
      if (!fits) {
        validity.missing(row);
        unreadable.set(row);
      }
    }
    return VectorColumn.owning(type, values, validity.build(lists.rows()));
  }

  String reason() {
    return TextValues.reason(target.field().type());
  }
}
