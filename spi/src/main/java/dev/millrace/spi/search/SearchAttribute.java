package dev.millrace.spi.search;

import dev.millrace.spi.search.SearchField.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A property that every thing of a subject has, or may have. Times are milliseconds since 1970. */
public enum SearchAttribute {
  RUN_ID(SearchSubject.RUNS, "run_id", Kind.TEXT),
  RUN_NAME(SearchSubject.RUNS, "run_name", Kind.TEXT),
  /** The name of a {@code TrackedStatus}. */
  RUN_STATUS(SearchSubject.RUNS, "status", Kind.TEXT),
  RUN_USER(SearchSubject.RUNS, "user_id", Kind.TEXT),
  RUN_START(SearchSubject.RUNS, "start_time", Kind.NUMBER),
  /** Absent while it runs. */
  RUN_END(SearchSubject.RUNS, "end_time", Kind.NUMBER),
  RUN_ARTIFACTS(SearchSubject.RUNS, "artifact_uri", Kind.TEXT),
  /** Absent for runs of no pipeline. */
  RUN_PIPELINE(SearchSubject.RUNS, "pipeline", Kind.TEXT),

  EXPERIMENT_ID(SearchSubject.EXPERIMENTS, "experiment_id", Kind.NUMBER),
  EXPERIMENT_NAME(SearchSubject.EXPERIMENTS, "name", Kind.TEXT),
  EXPERIMENT_CREATED(SearchSubject.EXPERIMENTS, "creation_time", Kind.NUMBER),
  EXPERIMENT_UPDATED(SearchSubject.EXPERIMENTS, "last_update_time", Kind.NUMBER),

  MODEL_NAME(SearchSubject.MODELS, "name", Kind.TEXT),
  MODEL_CREATED(SearchSubject.MODELS, "creation_timestamp", Kind.NUMBER),
  MODEL_UPDATED(SearchSubject.MODELS, "last_updated_timestamp", Kind.NUMBER),

  VERSION_MODEL(SearchSubject.VERSIONS, "name", Kind.TEXT),
  VERSION_NUMBER(SearchSubject.VERSIONS, "version_number", Kind.NUMBER),
  VERSION_RUN(SearchSubject.VERSIONS, "run_id", Kind.TEXT),
  VERSION_CREATED(SearchSubject.VERSIONS, "creation_timestamp", Kind.NUMBER),
  VERSION_UPDATED(SearchSubject.VERSIONS, "last_updated_timestamp", Kind.NUMBER),
  /** The name of a {@code ModelPhase}. */
  VERSION_PHASE(SearchSubject.VERSIONS, "phase", Kind.TEXT),
  VERSION_LEARNER(SearchSubject.VERSIONS, "learner", Kind.TEXT);

  private final SearchSubject subject;
  private final String text;
  private final Kind kind;

  SearchAttribute(SearchSubject subject, String text, Kind kind) {
    this.subject = subject;
    this.text = text;
    this.kind = kind;
  }

  public SearchSubject subject() {
    return subject;
  }

  /** Its name in a filter. */
  public String text() {
    return text;
  }

  public Kind kind() {
    return kind;
  }

  public static Optional<SearchAttribute> find(SearchSubject subject, String text) {
    return of(subject).stream().filter(each -> each.text.equals(text)).findFirst();
  }

  /** All of a subject. */
  public static List<SearchAttribute> of(SearchSubject subject) {
    return Arrays.stream(values()).filter(each -> each.subject == subject).toList();
  }
}
