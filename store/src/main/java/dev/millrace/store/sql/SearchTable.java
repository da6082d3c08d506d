package dev.millrace.store.sql;

import dev.millrace.spi.search.SearchAttribute;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchSubject;

/** Where the fields of each subject are; the table of the subject itself has the name r. */
final class SearchTable {
  /**
   * A table of named values.
   *
   * @param join what ties a row of it, under the name {@code x}, to one of the subject and to a
   *     name
   * @param mayBeNan whether it has the column nan
   */
  record Side(String table, String join, boolean mayBeNan) {
    /** The tie for the table under another name. */
    String join(String alias) {
      return join.replace("x.", alias + ".");
    }
  }

  private static final Side RUN_METRIC =
      new Side("run_metric", "x.run = r.id AND x.name_id = ?", true);
  private static final Side RUN_PARAM =
      new Side("run_param", "x.run = r.id AND x.name_id = ?", false);
  private static final Side RUN_TAG = new Side("run_tag", "x.run = r.id AND x.name_id = ?", false);
  private static final Side EXPERIMENT_TAG =
      new Side("experiment_tag", "x.experiment_id = r.id AND x.name = ?", false);
  private static final Side MODEL_TAG =
      new Side(
          "model_label",
          "x.project = r.project AND x.model = r.name AND x.version = 0 AND x.kind = 'TAG'"
              + " AND x.name = ?",
          false);
  private static final Side VERSION_TAG =
      new Side(
          "model_label",
          "x.project = r.project AND x.model = r.model AND x.version = r.version"
              + " AND x.kind = 'TAG' AND x.name = ?",
          false);
  private static final Side VERSION_METRIC =
      new Side(
          "version_metric",
          "x.project = r.project AND x.model = r.model AND x.version = r.version AND x.name = ?",
          false);

  private SearchTable() {}

  static String of(SearchSubject subject) {
    return switch (subject) {
      case RUNS -> "tracked_run r";
      case EXPERIMENTS -> "experiment r";
      case MODELS -> "model r";
      case VERSIONS -> "model_version r";
    };
  }

  static String column(SearchAttribute attribute) {
    return switch (attribute) {
      case RUN_ID, VERSION_RUN -> "r.run_id";
      case RUN_NAME, EXPERIMENT_NAME, MODEL_NAME -> "r.name";
      case RUN_STATUS -> "r.status";
      case RUN_USER -> "r.user_name";
      case RUN_START -> "r.started_ms";
      case RUN_END -> "r.ended_ms";
      case RUN_ARTIFACTS -> "r.artifacts";
      case RUN_PIPELINE -> "r.pipeline";
      case EXPERIMENT_ID -> "r.id";
      case EXPERIMENT_CREATED -> "r.created_ms";
      case EXPERIMENT_UPDATED -> "r.updated_ms";
      case MODEL_CREATED -> "r.created_at / 1000";
      case MODEL_UPDATED, VERSION_UPDATED -> "r.updated_at / 1000";
      case VERSION_MODEL -> "r.model";
      case VERSION_NUMBER -> "r.version";
      case VERSION_CREATED -> "r.at / 1000";
      case VERSION_PHASE -> "r.phase";
      case VERSION_LEARNER -> "r.learner";
    };
  }

  /** True when a thing may have no value of it. */
  static boolean mayBeAbsent(SearchAttribute attribute) {
    return attribute == SearchAttribute.RUN_END || attribute == SearchAttribute.RUN_PIPELINE;
  }

  /** The table of a named field. */
  static Side side(SearchSubject subject, SearchField field) {
    return switch (field) {
      case SearchField.Metric _ -> subject == SearchSubject.RUNS ? RUN_METRIC : VERSION_METRIC;
      case SearchField.Param _ -> RUN_PARAM;
      case SearchField.Tag _ ->
          switch (subject) {
            case RUNS -> RUN_TAG;
            case EXPERIMENTS -> EXPERIMENT_TAG;
            case MODELS -> MODEL_TAG;
            case VERSIONS -> VERSION_TAG;
          };
      case SearchField.Attribute attribute ->
          throw new IllegalArgumentException("not named: " + attribute);
    };
  }

  /** What names a field in its table: of runs the number of the name, of others the name. */
  static Object name(SqlSession session, SearchSubject subject, SearchField field) {
    String name =
        switch (field) {
          case SearchField.Metric metric -> metric.name();
          case SearchField.Param param -> param.name();
          case SearchField.Tag tag -> tag.name();
          case SearchField.Attribute attribute ->
              throw new IllegalArgumentException("not named: " + attribute);
        };
    // A name without a number is one nothing has: no row has the number -1.
    return subject == SearchSubject.RUNS
        ? (Object) session.names().find(session, name).orElse(-1L)
        : name;
  }
}
