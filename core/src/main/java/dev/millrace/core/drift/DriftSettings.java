package dev.millrace.core.drift;

import dev.millrace.core.drift.DriftMethod.Kind;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How columns are compared.
 *
 * @param methods the method of each column that has its own
 * @param usual the method of each kind of values, where it is not Evidently's usual one
 * @param thresholds thresholds of methods, where they are not the usual ones
 */
public record DriftSettings(
    Map<String, DriftMethod> methods,
    Map<Kind, DriftMethod> usual,
    Map<DriftMethod, Double> thresholds) {
  public DriftSettings {
    methods = Map.copyOf(methods);
    usual = Map.copyOf(usual);
    thresholds = Map.copyOf(thresholds);
  }

  /**
   * Settings as people write them.
   *
   * @param methods {@code METHOD} for every column it can compare, or {@code COLUMN=METHOD}
   * @param thresholds {@code METHOD=NUMBER}
   * @throws dev.millrace.error.MillraceException USAGE for what is no method or no threshold of it
   */
  public static DriftSettings read(List<String> methods, List<String> thresholds) {
    Map<String, DriftMethod> byColumn = new LinkedHashMap<>();
    Map<Kind, DriftMethod> byKind = new EnumMap<>(Kind.class);
    for (String text : methods) {
      int at = text.lastIndexOf('=');
      DriftMethod method = method(text.substring(at + 1));
      if (at >= 0) {
        byColumn.put(text.substring(0, at), method);
      } else {
        method.kinds().forEach(kind -> byKind.put(kind, method));
      }
    }
    Map<DriftMethod, Double> limits = new EnumMap<>(DriftMethod.class);
    for (String text : thresholds) {
      int at = text.lastIndexOf('=');
      if (at < 0) {
        throw Problem.of(ErrorCode.USAGE, "a threshold belongs to a method")
            .found(text)
            .allowed("METHOD=NUMBER")
            .next("The same number means other things for other methods.")
            .asException();
      }
      DriftMethod method = method(text.substring(0, at));
      limits.put(method, limit(method, text.substring(at + 1)));
    }
    return new DriftSettings(byColumn, byKind, limits);
  }

  private static DriftMethod method(String name) {
    return DriftMethod.find(name)
        .orElseThrow(
            () -> {
              Optional<String> known = DriftMethod.refusal(name);
              return Problem.of(
                      ErrorCode.USAGE,
                      known.isPresent()
                          ? "this method is not computed: " + known.get()
                          : "there is no such method")
                  .found(name)
                  .allowed(DriftMethod.titles())
                  .next(
                      Spelling.nearest(
                              name,
                              Arrays.stream(DriftMethod.values()).map(DriftMethod::title).toList())
                          .map(near -> "Did you mean '" + near + "'?")
                          .orElse(""))
                  .asException();
            });
  }

  private static double limit(DriftMethod method, String text) {
    double most = method.score() == DriftMethod.Score.P_VALUE ? 1 : 1e308;
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, with what is allowed
    }
    throw Problem.of(ErrorCode.USAGE, "this is no threshold of " + method.title())
        .found(text)
        .allowed(most == 1 ? "a probability from 0 to 1" : "a number from 0 upwards")
        .asException();
  }

  double threshold(DriftMethod method) {
    return thresholds.getOrDefault(method, method.threshold());
  }
}
