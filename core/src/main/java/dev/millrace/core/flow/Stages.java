package dev.millrace.core.flow;

import dev.millrace.spi.id.StageName;
import java.util.List;

/** The stages of the flow, in order. */
public final class Stages {
  public static final StageName DISCOVER = new StageName("discover");
  public static final StageName ACCEPTED = new StageName("accepted-schema");
  public static final StageName INFER = new StageName("infer");
  public static final StageName LAND = new StageName("land");
  public static final StageName ANALYZE = new StageName("analyze");
  public static final StageName SCHEMA = new StageName("schema");
  public static final StageName VALIDATE = new StageName("validate");
  public static final StageName HISTORY = new StageName("history");
  public static final StageName PREPARE = new StageName("prepare");
  public static final StageName TRAIN_WHEN = new StageName("train-when");
  public static final StageName TRAIN = new StageName("train");
  public static final StageName CHAMPION = new StageName("champion");
  public static final StageName EVALUATE = new StageName("evaluate");
  public static final StageName REFERENCE = new StageName("reference");
  public static final StageName GATE = new StageName("gate");
  public static final StageName REGISTER = new StageName("register");
  public static final StageName RELEASE_WHEN = new StageName("release-when");
  public static final StageName RELEASE = new StageName("release");

  public static final List<StageName> IN_ORDER =
      List.of(
          DISCOVER,
          ACCEPTED,
          INFER,
          LAND,
          ANALYZE,
          SCHEMA,
          VALIDATE,
          HISTORY,
          PREPARE,
          TRAIN_WHEN,
          TRAIN,
          CHAMPION,
          EVALUATE,
          REFERENCE,
          GATE,
          REGISTER,
          RELEASE_WHEN,
          RELEASE);

  private Stages() {}

  /** A stage and what follows it, without the looks whether to go on. */
  static List<StageName> from(StageName first) {
    return IN_ORDER.subList(IN_ORDER.indexOf(first), IN_ORDER.size()).stream()
        .filter(stage -> !stage.equals(TRAIN_WHEN) && !stage.equals(RELEASE_WHEN))
        .toList();
  }
}
