package dev.millrace.spi.store;

import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import java.util.Objects;

/** Where a release goes: a model in an environment. */
public record ReleaseTarget(ModelName model, EnvironmentName environment)
    implements Comparable<ReleaseTarget> {
  public ReleaseTarget {
    Objects.requireNonNull(model);
    Objects.requireNonNull(environment);
  }

  /** The model in the environment releases go to when nobody says otherwise. */
  public static ReleaseTarget production(ModelName model) {
    return new ReleaseTarget(model, EnvironmentName.PRODUCTION);
  }

  @Override
  public int compareTo(ReleaseTarget other) {
    int byModel = model.compareTo(other.model);
    return byModel != 0 ? byModel : environment.compareTo(other.environment);
  }

  /** Such as {@code taxi-tips/production}. */
  @Override
  public String toString() {
    return model + "/" + environment;
  }
}
