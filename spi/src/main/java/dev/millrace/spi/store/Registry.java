package dev.millrace.spi.store;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import java.util.OptionalInt;

/**
 * Writes of the model registry. Each method is one transaction with its events; repeating a change
 * with its key gives the first answer, the same key with another content is a CONFLICT.
 */
public interface Registry {
  /**
   * Registers a scorer as the next version of a model, in phase ASSESSMENT; the model comes into
   * being with its first version. The same scorer again from the same run is the same version.
   * LEASE_LOST when the request is fenced by a lease that is lost.
   */
  ModelVersion register(Change change, Registration registration);

  /**
   * Makes a version the chosen one: CONFLICT when another than the expected one is chosen,
   * MODEL_UNKNOWN, MODEL_VERSION_UNKNOWN. Choosing the chosen one again changes nothing.
   */
  ChampionChoice choose(Change change, ChampionRequest request);

  /** Makes the version chosen before the expected one the chosen one: CONFLICT when none was. */
  ChampionChoice rollBack(Change change, ModelName model, OptionalInt expected);

  /** Moves a version to another phase: CONFLICT when it is not in the phase expected. */
  ModelVersion move(Change change, PhaseMove move);

  /**
   * Sets or removes a label; setting what is set changes nothing. MODEL_UNKNOWN,
   * MODEL_VERSION_UNKNOWN, CONFLICT when there is no label to remove or there are {@link
   * ModelLabel#MOST} already.
   */
  void label(Change change, LabelChange label);
}
