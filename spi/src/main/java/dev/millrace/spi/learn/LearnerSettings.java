package dev.millrace.spi.learn;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value for every setting of a learner, each within its limits. */
public final class LearnerSettings {
  private final Map<String, Double> values;

  private LearnerSettings(Map<String, Double> values) {
    this.values = values;
  }

  /** Every setting at its default. */
  public static LearnerSettings defaults(List<LearnerSetting> known) {
    return of(known, Map.of());
  }

  /**
   * The values given, and the default of every setting that is not among them.
   *
   * @throws MillraceException LEARNER_SETTING_INVALID with every name that is unknown and every
   *     value outside its limits
   */
  public static LearnerSettings of(List<LearnerSetting> known, Map<String, Double> given) {
    List<Problem> problems = new ArrayList<>();
    Map<String, Double> values = new LinkedHashMap<>();
    for (LearnerSetting setting : known) {
      Double value = given.get(setting.name());
      if (value != null) {
        setting.check(value).ifPresent(problems::add);
      }
      values.put(setting.name(), value == null ? setting.defaultValue() : value);
    }
    for (String name : given.keySet()) {
      if (!values.containsKey(name)) {
        problems.add(unknown(name, values.keySet()));
      }
    }
    if (!problems.isEmpty()) {
      throw new MillraceException(problems);
    }
    return new LearnerSettings(values);
  }

  /** Reads what {@link #json()} wrote; members that are absent take their defaults. */
  public static LearnerSettings read(List<LearnerSetting> known, Json.Members json) {
    Map<String, Double> given = new LinkedHashMap<>();
    json.values().forEach((name, value) -> given.put(name, JsonObject.real("$." + name, value)));
    return of(known, given);
  }

  /** Value of a setting; a name the learner did not declare is a fault of its code. */
  public double real(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no setting '" + name + "' among " + values.keySet());
    }
    return value;
  }

  /** Value of a setting of kind WHOLE. */
  public int whole(String name) {
    double value = real(name);
    if (value != (int) value) {
      throw new IllegalArgumentException("setting '" + name + "' is not a whole number: " + value);
    }
    return (int) value;
  }

  /** Every value by name, for digests and for the training process. */
  public Json.Members json() {
    MembersBuilder members = Json.members();
    values.forEach(
        (name, value) -> {
          if (value == Math.rint(value) && Math.abs(value) < 0x1p53) {
            members.put(name, value.longValue());
          } else {
            members.put(name, value);
          }
        });
    return members.build();
  }

  private static Problem unknown(String name, Iterable<String> names) {
    Problem problem =
        Problem.of(ErrorCode.LEARNER_SETTING_INVALID, "the learner has no such setting")
            .at(name)
            .allowed(String.join(", ", names));
    return Spelling.nearest(name, names)
        .map(near -> problem.next("Did you mean '" + near + "'?"))
        .orElse(problem);
  }
}
