package dev.millrace.core.serve.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A tensor of an answer.
 *
 * @param values row-major
 */
public record OutputTensor(TensorForm form, List<Long> shape, Values values) {
  /** Elements of an answer: numbers or texts. */
  public sealed interface Values {
    /** Numbers. */
    final class Numbers implements Values {
      private final double[] values;

      private Numbers(double[] values) {
        this.values = values;
      }

      /** These very values, given away by whoever makes them. */
      static Numbers owning(double[] values) {
        return new Numbers(values);
      }

      public int count() {
        return values.length;
      }

      public double at(int element) {
        return values[element];
      }
    }

    /** Texts. */
    record Texts(List<String> values) implements Values {
      public Texts {
        values = List.copyOf(values);
      }
    }
  }

  public OutputTensor {
    Objects.requireNonNull(form);
    shape = List.copyOf(shape);
    Objects.requireNonNull(values);
  }

  public String name() {
    return form.name();
  }

  /** The elements in binary form: little-endian, texts with their lengths before them. */
  public byte[] raw() {
    return switch (values) {
      case Values.Numbers numbers -> raw(numbers);
      case Values.Texts texts -> raw(texts.values());
    };
  }

  private static byte[] raw(Values.Numbers numbers) {
    ByteBuffer out = ByteBuffer.allocate(8 * numbers.count()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < numbers.count(); i++) {
      out.putDouble(numbers.at(i));
    }
    return out.array();
  }

  private static byte[] raw(List<String> texts) {
    List<byte[]> contents =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    ByteBuffer out =
        ByteBuffer.allocate(contents.stream().mapToInt(content -> 4 + content.length).sum())
            .order(ByteOrder.LITTLE_ENDIAN);
    contents.forEach(content -> out.putInt(content.length).put(content));
    return out.array();
  }
}
