package dev.millrace.core.serve.tensor;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A named array of values.
 *
 * @param shape one length for each dimension
 */
public record Tensor(String name, Datatype datatype, List<Long> shape, TensorCells cells) {
  private static final int MOST_DIMENSIONS = 8;

  /** REQUEST_INVALID when shape and number of elements are not one another's. */
  public Tensor {
    Objects.requireNonNull(name);
    Objects.requireNonNull(datatype);
    shape = List.copyOf(shape);
    if (elements(name, shape) != cells.count()) {
      throw Problem.of(ErrorCode.REQUEST_INVALID, "a tensor has not as many elements as its shape")
          .at(place(name))
          .found(cells.count() + " elements")
          .allowed("shape " + shape)
          .asException();
    }
  }

  /** Elements of a shape: REQUEST_INVALID when it is none. */
  public static long elements(String name, List<Long> shape) {
    long elements = 1;
    boolean fits = !shape.isEmpty() && shape.size() <= MOST_DIMENSIONS;
    for (long length : shape) {
      fits &= length >= 0 && length <= Integer.MAX_VALUE;
      elements *= fits ? length : 0;
      fits &= elements <= Integer.MAX_VALUE;
    }
    if (!fits) {
      throw Problem.of(ErrorCode.REQUEST_INVALID, "this is no shape of a tensor")
          .at(place(name))
          .found(shape)
          .allowed("one to " + MOST_DIMENSIONS + " lengths, each 0 or more")
          .asException();
    }
    return elements;
  }

  /** Rows it has values for: its first length. */
  long rows() {
    return shape.get(0);
  }

  /** Elements for each row; 0 when there are no rows. */
  int width() {
    return rows() == 0 ? 0 : (int) (cells.count() / rows());
  }

  static String place(String name) {
    return "input '" + name + "'";
  }

  /** A shape of these lengths. */
  static List<Long> shape(long... lengths) {
    return Arrays.stream(lengths).boxed().toList();
  }
}
