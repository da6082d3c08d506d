package dev.millrace.spark;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.store.BlobStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * A cut as a table of Spark. Its parts are Parquet files with one column {@code c0, c1 ...} for
 * each field, and the row's identity in three more.
 */
final class PartTable {
  private static final List<String> IDENTITY = List.of("source", "ordinal", "hash");
  private static final String FILE = "_metadata.file_path";

  private final SparkSession session;
  private final DataCut cut;
  private final Map<Path, Part> files;

  private PartTable(SparkSession session, DataCut cut, Map<Path, Part> files) {
    this.session = session;
    this.cut = cut;
    this.files = files;
  }

  /** Finds every part of the cut: BLOB_MISSING, BLOB_CORRUPT. */
  static PartTable open(SparkSession session, BlobStore blobs, DataCut cut) {
    Map<Path, Part> files = new LinkedHashMap<>();
    for (Part part : cut.parts()) {
      Path file = blobs.localFile(part.blob()).toAbsolutePath().normalize();
      if (files.put(file, part) != null) {
        throw new IllegalArgumentException("the cut names the part " + part.blob() + " twice");
      }
    }
    return new PartTable(session, cut, files);
  }

  /** The parts in cut order, by their files. */
  Map<Path, Part> files() {
    return files;
  }

  Fields fields(List<ColumnName> names) {
    return new Fields(names.stream().map(cut.fields()::require).map(cut.fields()::at).toList());
  }

  Column column(ColumnName name) {
    return functions.col("c" + cut.fields().require(name));
  }

  /** These columns and the identity, in that order. */
  Column[] selection(List<ColumnName> names) {
    List<Column> all = new ArrayList<>(names.stream().map(this::column).toList());
    IDENTITY.forEach(name -> all.add(functions.col(name)));
    return all.toArray(new Column[0]);
  }

  /** The same, and last the file that a row is in. */
  Column[] selectionWithFile(List<ColumnName> names) {
    List<Column> all = new ArrayList<>(List.of(selection(names)));
    all.add(functions.col(FILE));
    return all.toArray(new Column[0]);
  }

  /** All columns of all parts. */
  Dataset<Row> rows() {
    List<StructField> columns = new ArrayList<>();
    for (Field field : cut.fields()) {
      columns.add(
          DataTypes.createStructField("c" + columns.size(), StoredType.of(field.type()), true));
    }
    IDENTITY.forEach(
        name -> columns.add(DataTypes.createStructField(name, DataTypes.LongType, false)));
    return session
        .read()
        .schema(DataTypes.createStructType(columns))
        .parquet(files.keySet().stream().map(PartTable::pattern).toArray(String[]::new));
  }

  /** Spark takes paths for patterns: what has a meaning in them is escaped. */
  private static String pattern(Path file) {
    return "file:" + file.toString().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }
}
