package dev.millrace.core.serve.tensor;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.PlainJson;
import java.util.Arrays;

/**
 * Elements in JSON, nested or flat: they are left where they stand, and copied into the rows. Found
 * by {@link InferReader}.
 */
final class LiteralCells implements TensorCells {
  private static final int DEEPEST = 8;
  private static final char REPLACEMENT = '\ufffd';

  private final byte[] json;
  private int[] places = new int[2];
  private int count;
  private boolean texts;
  private boolean truths;
  private boolean reals;
  private boolean wholes;
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;

  LiteralCells(byte[] json) {
    this.json = json;
  }

  /** Moves over the elements and keeps their places; false when something else stands there. */
  boolean find(PlainJson in, int depth) {
    if (!in.skip('[') || depth > DEEPEST) {
      return false;
    }
    if (in.skip(']')) {
      return true;
    }
    do {
      if (in.peek() == '[') {
        if (!find(in, depth + 1)) {
          return false;
        }
      } else {
        int from = in.at();
        if (!element(in)) {
          return false;
        }
        add(from, in.at());
      }
    } while (in.skip(','));
    return in.skip(']');
  }

  private boolean element(PlainJson in) {
    return switch (in.peek()) {
      case '"' -> text(in);
      case 't', 'f' -> {
        truths = true;
        yield in.word("true") || in.word("false");
      }
      case 'n' -> in.word("null");
      default -> number(in);
    };
  }

  private boolean text(PlainJson in) {
    texts = true;
    return in.text() && (in.isAscii() || in.textValue().indexOf(REPLACEMENT) < 0);
  }

  private boolean number(PlainJson in) {
    if (!in.number()) {
      return false;
    }
    if (in.isWhole()) {
      wholes = true;
      least = Math.min(least, in.whole());
      most = Math.max(most, in.whole());
    } else {
      reals = true;
    }
    return true;
  }

  private void add(int from, int to) {
    if (2 * count == places.length) {
      places = Arrays.copyOf(places, 4 * count);
    }
    places[2 * count] = from;
    places[2 * count + 1] = to;
    count++;
  }

  /** Refuses elements that are not of the type: REQUEST_INVALID. */
  void require(String name, Datatype datatype) {
    boolean fits =
        switch (datatype.kind()) {
          case TEXT -> !truths && !reals && !wholes;
          case TRUTH -> !texts && !reals && !wholes;
          case REAL -> !texts && !truths;
          case WHOLE -> !texts && !truths && !reals;
        };
    if (!fits || (datatype.kind() == Datatype.Kind.WHOLE && !isInRange(datatype))) {
      throw Problem.of(ErrorCode.REQUEST_INVALID, "the elements of a tensor are not of its type")
          .at(Tensor.place(name))
          .found(found())
          .allowed(allowed(datatype))
          .asException();
    }
  }

  private boolean isInRange(Datatype datatype) {
    if (!wholes) {
      return true;
    }
    return switch (datatype) {
      case UINT64 -> least >= 0;
      case INT64 -> true;
      case UINT8, UINT16, UINT32 -> least >= 0 && most < 1L << (8 * datatype.bytes());
      default -> {
        long half = 1L << (8 * datatype.bytes() - 1);
        yield least >= -half && most < half;
      }
    };
  }

  private String found() {
    StringBuilder found = new StringBuilder();
    for (String what :
        new String[] {
          texts ? "texts" : "",
          truths ? "true or false" : "",
          reals ? "numbers with a fraction" : "",
          wholes ? "whole numbers from " + least + " to " + most : ""
        }) {
      found.append(found.isEmpty() || what.isEmpty() ? "" : ", ").append(what);
    }
    return found.toString();
  }

  private static String allowed(Datatype datatype) {
    return datatype
        + switch (datatype.kind()) {
          case TEXT -> ": texts";
          case TRUTH -> ": true and false";
          case REAL -> ": numbers";
          case WHOLE -> ": whole numbers of " + 8 * datatype.bytes() + " bits";
        }
        + ", or null";
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void write(int element, RowBytes out) {
    out.copy(json, places[2 * element], places[2 * element + 1]);
  }

  @Override
  public void writeTruth(int element, RowBytes out) {
    int from = places[2 * element];
    if (places[2 * element + 1] - from == 1 && (json[from] == '0' || json[from] == '1')) {
      out.ascii(json[from] == '1' ? "true" : "false");
    } else {
      write(element, out);
    }
  }

  /** In JSON, bytes are in base 64 for everybody. */
  @Override
  public void writeBytes(int element, RowBytes out) {
    write(element, out);
  }
}
