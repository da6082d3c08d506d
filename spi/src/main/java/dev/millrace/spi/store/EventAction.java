package dev.millrace.spi.store;

import java.util.Locale;

/** What a change did. The texts are part of stored chains and never change their meaning. */
public enum EventAction {
  RUN_START,
  RUN_ABANDON,
  RUN_FINISH,
  STAGE_COMMIT,
  RESULT_FORGET,
  EFFECT_BEGIN,
  EFFECT_COMPLETE,
  MODEL_REGISTER,
  MODEL_CHOOSE,
  MODEL_ROLL_BACK,
  MODEL_MOVE,
  EVIDENCE_APPEND,
  MACHINE_STEP,
  RELEASE_EPOCH,
  WINDOW_CLOSE,
  MODEL_LABEL,
  EXPERIMENT_CREATE,
  EXPERIMENT_CHANGE,
  RUN_CREATE,
  RUN_CHANGE,
  HOME_MOVE,
  HOME_REPAIR,
  COLLECTION_BEGIN,
  COLLECTION_END,
  HOLD_PLACE,
  HOLD_RELEASE,
  ERASURE_BEGIN,
  ERASURE_REPLACE;

  /** Such as {@code run.start}: thing, full stop, verb. */
  public String text() {
    String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    int first = text.indexOf('-');
    return text.substring(0, first) + "." + text.substring(first + 1);
  }

  /** The action with this text. */
  public static EventAction ofText(String text) {
    for (EventAction action : values()) {
      if (action.text().equals(text)) {
        return action;
      }
    }
    throw new IllegalArgumentException("there is no action '" + text + "'");
  }
}
