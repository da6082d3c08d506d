package dev.millrace.core.serve.tensor;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody wants inferred.
 *
 * @param id what the caller calls the request; the answer repeats it
 * @param outputs those asked for, in this order; all of them when it is empty
 * @param key the caller's own name of the case, when there is one row: who has a key is always
 *     answered by the same version, and labels may come by it
 * @param binaryOutputs whether outputs that do not say otherwise are answered in binary form
 */
public record InferRequest(
    Optional<String> id,
    List<Tensor> inputs,
    List<WantedOutput> outputs,
    Optional<String> key,
    boolean binaryOutputs) {
  /**
   * An output asked for.
   *
   * @param binary whether it comes in binary form; empty when the request decides
   */
  public record WantedOutput(String name, Optional<Boolean> binary) {
    public WantedOutput {
      Objects.requireNonNull(name);
      Objects.requireNonNull(binary);
    }
  }

  public InferRequest {
    Objects.requireNonNull(id);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    Objects.requireNonNull(key);
  }
}
