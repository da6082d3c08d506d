package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.RunId;
import java.util.Locale;

/** The refusals every store words alike. */
public final class StoreProblems {
  private StoreProblems() {}

  public static MillraceException modelUnknown(ModelName model) {
    return Problem.of(ErrorCode.MODEL_UNKNOWN, "there is no model of this name")
        .found(model)
        .next("List the models that are there")
        .asException();
  }

  public static MillraceException versionUnknown(ModelName model, int version, int latest) {
    return Problem.of(ErrorCode.MODEL_VERSION_UNKNOWN, "model " + model + " has no such version")
        .found(version)
        .allowed("1 to " + latest)
        .asException();
  }

  public static MillraceException runUnknown(RunId run) {
    return Problem.of(ErrorCode.RUN_UNKNOWN, "there is no run with this id")
        .found(run)
        .next("List the runs that are there")
        .asException();
  }

  public static MillraceException runExists(RunId run) {
    return Problem.of(ErrorCode.CONFLICT, "there is a run with this id already")
        .found(run)
        .next("Start again under a new id")
        .asException();
  }

  public static MillraceException phaseMoved(PhaseMove move, ModelPhase found) {
    return Problem.of(
            ErrorCode.CONFLICT,
            "version " + move.version() + " of model " + move.model() + " is in another phase")
        .found(found)
        .allowed(move.from().toString())
        .next("Look at the version again, then decide")
        .asException();
  }

  public static MillraceException noLabel(ModelLabel label) {
    return Problem.of(
            ErrorCode.CONFLICT,
            "there is no " + label.kind().name().toLowerCase(Locale.ROOT) + " to remove")
        .at("model " + label.model())
        .found(label.name())
        .next("Show what is there: millrace models show " + label.model())
        .asException();
  }

  public static MillraceException labelsFull(ModelLabel label) {
    return Problem.of(ErrorCode.CONFLICT, "a model or version has no room for another label")
        .at("model " + label.model() + (label.version() == 0 ? "" : " version " + label.version()))
        .found(ModelLabel.MOST + " labels")
        .allowed("at most " + ModelLabel.MOST)
        .next("Remove some; what is large belongs in a statement or a file")
        .asException();
  }

  public static MillraceException machineMoved(MachineStep step, long revision) {
    return Problem.of(ErrorCode.CONFLICT, step.id() + " has moved meanwhile")
        .found("revision " + revision)
        .allowed("revision " + step.expected())
        .next("Look at it again, then decide")
        .asException();
  }

  public static MillraceException epochTaken(EpochDraft epoch, long newest) {
    return Problem.of(
            ErrorCode.CONFLICT, "the release of " + epoch.target() + " has changed meanwhile")
        .found("epoch " + newest)
        .allowed("epoch " + (epoch.number() - 1))
        .next("Look at the release again, then decide")
        .asException();
  }

  public static MillraceException neverBegun(String key) {
    return Problem.of(ErrorCode.CONFLICT, "this effect was never begun").found(key).asException();
  }

  public static MillraceException keyTaken(String key) {
    return Problem.of(
            ErrorCode.CONFLICT, "this idempotency key was used for a change with another content")
        .found(key)
        .next("Use a new key for a new change")
        .asException();
  }

  /** There is no hold of this number, or it was released. */
  public static MillraceException noHold(long number) {
    return Problem.of(ErrorCode.CONFLICT, "there is no hold in force of this number")
        .found(number)
        .next("See: millrace hold list")
        .asException();
  }

  /** There are as many holds in force as there may be. */
  public static MillraceException tooManyHolds() {
    return Problem.of(ErrorCode.CONFLICT, "there are too many holds in force")
        .allowed("at most " + HoldStore.MOST)
        .next("Release those that are not needed any more: millrace hold list")
        .asException();
  }

  /** No stage has a result of this digest. */
  public static MillraceException resultUnknown(Digest result) {
    return Problem.of(ErrorCode.CONFLICT, "no stage has given this result")
        .found(result)
        .next("Run the erasure again: what is done already is left as it is")
        .asException();
  }
}
