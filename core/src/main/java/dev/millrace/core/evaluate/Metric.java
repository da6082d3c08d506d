package dev.millrace.core.evaluate;

import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * A number read off what was tallied over scored rows.
 *
 * @param <M> the tally it is read off
 * @param name name in reports, gates and the registry
 * @param meaning one line for people, with the formula or its source
 * @param needs what the rows must hold for it to be defined, told where it is not
 * @param read the value; NaN where it is not defined, such as a ratio over nothing
 */
public record Metric<M>(
    String name, Better better, String meaning, String needs, ToDoubleFunction<M> read) {
  public Metric {
    Objects.requireNonNull(name);
    Objects.requireNonNull(better);
    Objects.requireNonNull(meaning);
    Objects.requireNonNull(needs);
    Objects.requireNonNull(read);
  }
}
