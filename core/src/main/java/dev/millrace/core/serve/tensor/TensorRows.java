package dev.millrace.core.serve.tensor;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tensors turned into a request of rows: one tensor for each column, or a single one of two
 * dimensions whose columns are those of the scorer, in their order. What the values must be is left
 * to the reader of rows, so that both kinds of request are checked alike.
 */
public final class TensorRows {
  private static final int MOST_NAMES = 20;

  /** What a row has of a tensor. */
  private enum Value {
    SINGLE,
    LIST
  }

  /** A tensor's part of each row: its elements from {@code first}, {@code width} to a row. */
  private static final class Part {
    private final byte[] name;
    private final TensorCells cells;
    private final Form form;
    private final int first;
    private final int step;
    private final int width;
    private final Value value;

    Part(byte[] name, TensorCells cells, Form form, int first, int step, int width, Value value) {
      this.name = name;
      this.cells = cells;
      this.form = form;
      this.first = first;
      this.step = step;
      this.width = width;
      this.value = value;
    }
  }

  /** How elements are written, which depends on the column they are for. */
  private enum Form {
    AS_IS,
    TRUTH,
    BYTES
  }

  private final Fields fields;

  /** Each field's name as a member of an object, with quotes and colon. */
  private final byte[][] members;

  private final Map<String, Integer> places = new HashMap<>();

  /**
   * Rows of a scorer.
   *
   * @param fields what it reads, in its order
   */
  public TensorRows(Fields fields) {
    this.fields = fields;
    this.members = new byte[fields.size()][];
    for (int i = 0; i < members.length; i++) {
      String name = fields.at(i).name().value();
      members[i] = member(name);
      places.put(name, i);
    }
  }

  private static byte[] member(String name) {
    return new RowBytes(name.length() + 3).quoted(name).ascii(':').toBytes();
  }

  /** Whether these are the very fields it was made for. */
  @SuppressWarnings("ReferenceEquality") // only asks whether it must be made anew
  boolean isOf(Fields others) {
    return fields == others;
  }

  /**
   * The body of a request of rows: REQUEST_INVALID when the shapes do not go together.
   *
   * @param key of the only row
   * @param mostRows rows a request may have
   */
  public byte[] body(List<Tensor> inputs, Optional<String> key, int mostRows) {
    if (inputs.isEmpty()) {
      throw invalid("a request has one input at least").allowed(names(fields)).asException();
    }
    long rows = inputs.get(0).rows();
    for (Tensor input : inputs) {
      if (input.rows() != rows) {
        throw invalid("the inputs have not as many rows as each other")
            .at(Tensor.place(input.name()))
            .found(input.rows() + " rows")
            .allowed(rows + " rows, as '" + inputs.get(0).name() + "' has")
            .asException();
      }
    }
    if (rows < 1 || rows > mostRows) {
      throw invalid("a request has 1 to " + mostRows + " rows").found(rows + " rows").asException();
    }
    List<Part> parts = isMatrix(inputs) ? matrix(inputs.get(0)) : columns(inputs);
    return write(parts, Math.toIntExact(rows), key);
  }

  private static byte[] write(List<Part> parts, int rows, Optional<String> key) {
    RowBytes out = new RowBytes(64 + 24 * parts.size() * rows);
    out.ascii("{\"rows\":[");
    for (int row = 0; row < rows; row++) {
      out.ascii(row == 0 ? "{" : ",{");
      for (int i = 0; i < parts.size(); i++) {
        Part part = parts.get(i);
        if (i > 0) {
          out.ascii(',');
        }
        out.copy(part.name, 0, part.name.length);
        int from = part.first + row * part.step;
        if (part.value == Value.LIST) {
          out.ascii('[');
          for (int element = from; element < from + part.width; element++) {
            if (element > from) {
              out.ascii(',');
            }
            write(part, element, out);
          }
          out.ascii(']');
        } else {
          write(part, from, out);
        }
      }
      out.ascii('}');
    }
    out.ascii(']');
    key.ifPresent(name -> out.ascii(",\"keys\":[").quoted(name).ascii(']'));
    return out.ascii('}').toBytes();
  }

  private static void write(Part part, int element, RowBytes out) {
    switch (part.form) {
      case AS_IS -> part.cells.write(element, out);
      case TRUTH -> part.cells.writeTruth(element, out);
      case BYTES -> part.cells.writeBytes(element, out);
    }
  }

  /** One tensor of two dimensions is the whole table, unless it is named as a column is. */
  private boolean isMatrix(List<Tensor> inputs) {
    Tensor first = inputs.get(0);
    return inputs.size() == 1 && first.shape().size() == 2 && !places.containsKey(first.name());
  }

  private List<Part> matrix(Tensor table) {
    if (table.width() != fields.size()) {
      throw invalid("a tensor for all columns has one element for each of them in a row")
          .at(Tensor.place(table.name()))
          .found("shape " + table.shape())
          .allowed("shape [rows, " + fields.size() + "]: " + names(fields))
          .next("Or send one tensor for each column, named as it is.")
          .asException();
    }
    List<Part> parts = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.at(i);
      if (isSequence(field.type())) {
        throw invalid("a tensor for all columns cannot hold those that are lists")
            .at("field '" + field.name() + "'")
            .next("Send one tensor for each column, named as it is.")
            .asException();
      }
      parts.add(
          new Part(
              members[i], table.cells(), form(field.type()), i, fields.size(), 1, Value.SINGLE));
    }
    return parts;
  }

  private List<Part> columns(List<Tensor> inputs) {
    List<Part> parts = new ArrayList<>(inputs.size());
    for (Tensor input : inputs) {
      Integer place = places.get(input.name());
      Field field = place == null ? null : fields.at(place);
      int width = input.width();
      // A column that no scorer's input is, is for the reader of rows to let through or refuse.
      boolean list = field == null ? width != 1 : isSequence(field.type());
      if (!list && (width != 1 || input.shape().size() > 2)) {
        throw invalid("an input for a column has one element in a row")
            .at(Tensor.place(input.name()))
            .found("shape " + input.shape())
            .allowed("[" + input.rows() + "] or [" + input.rows() + ", 1]")
            .asException();
      }
      parts.add(
          new Part(
              place == null ? member(input.name()) : members[place],
              input.cells(),
              field == null ? Form.AS_IS : form(field.type()),
              0,
              width,
              width,
              list ? Value.LIST : Value.SINGLE));
    }
    return parts;
  }

  private static boolean isSequence(ColumnType type) {
    return type instanceof ColumnType.ListOf || type instanceof ColumnType.FixedVector;
  }

  private static Form form(ColumnType type) {
    if (type instanceof ColumnType.ListOf list) {
      return form(list.element());
    }
    return type instanceof ColumnType.Plain plain
        ? switch (plain) {
          case BOOL -> Form.TRUTH;
          case BYTES -> Form.BYTES;
          default -> Form.AS_IS;
        }
        : Form.AS_IS;
  }

  /** The names of the columns in their order, for people. */
  static String names(Fields fields) {
    return fields.asList().stream()
            .limit(MOST_NAMES)
            .map(Field::name)
            .map(ColumnName::value)
            .collect(Collectors.joining(", "))
        + (fields.size() > MOST_NAMES ? ", ..." : "");
  }

  private static Problem invalid(String what) {
    return Problem.of(ErrorCode.REQUEST_INVALID, what);
  }
}
