package dev.millrace.core.stage;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.spi.id.StageName;
import java.util.List;
import java.util.Objects;

/**
 * A step of the flow. Its kind says what may happen to it on a second run.
 *
 * @param <O> what it gives
 */
public sealed interface Stage<O> {
  StageName name();

  List<StageInput> inputs();

  ResultForm<O> form();

  StageBody<O> body();

  /**
   * Looks at the world and returns a pinned record. Never reused.
   *
   * @param inputs what the look depends on, for lineage
   */
  record Observe<O>(StageName name, List<StageInput> inputs, ResultForm<O> form, StageBody<O> body)
      implements Stage<O> {
    public Observe {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * Computes from pinned records alone. Its result is stored under {@link #key} and reused.
   *
   * @param revision changes whenever the same inputs would give another result; holds the versions
   *     of native libraries that take part
   */
  record Pure<O>(
      StageName name,
      String revision,
      List<StageInput> inputs,
      ResultForm<O> form,
      StageBody<O> body)
      implements Stage<O> {
    public Pure {
      Objects.requireNonNull(revision);
      inputs = List.copyOf(inputs);
    }

    /** Name of the result before it is known. */
    public Digest key() {
      Digester digester = new Digester().text("pure-1").text(name.value()).text(revision);
      digester.number(inputs.size());
      inputs.forEach(input -> digester.text(input.name()).content(input.content()));
      return digester.digest();
    }
  }

  /**
   * Changes the world once, however often it is tried.
   *
   * @param idempotencyKey equal keys mean the same change
   */
  record Effect<O>(
      StageName name,
      String idempotencyKey,
      List<StageInput> inputs,
      ResultForm<O> form,
      StageBody<O> body)
      implements Stage<O> {
    public Effect {
      Objects.requireNonNull(idempotencyKey);
      inputs = List.copyOf(inputs);
    }
  }
}
