package dev.millrace.error;

/**
 * A kind of failure with a stable name. Names are part of the public interface: they appear in JSON
 * output, HTTP bodies and alerts, and are never reused for another meaning.
 */
public enum ErrorCode {
  // use of the program
  USAGE(Blame.CALLER),
  CONFIG_UNREADABLE(Blame.CALLER),
  CONFIG_SYNTAX(Blame.CALLER),
  CONFIG_KEY_UNKNOWN(Blame.CALLER),
  CONFIG_KEY_MISSING(Blame.CALLER),
  CONFIG_VALUE_INVALID(Blame.CALLER),
  CONFIG_VERSION_UNSUPPORTED(Blame.CALLER),
  POLICY_DENIED(Blame.CALLER, 403),
  SECRET_MISSING(Blame.CALLER),
  SECRET_UNUSABLE(Blame.CALLER),
  FILE_UNSAFE(Blame.CALLER),

  // expressions
  EXPRESSION_SYNTAX(Blame.CALLER),
  EXPRESSION_TYPE(Blame.CALLER),
  EXPRESSION_COLUMN_UNKNOWN(Blame.CALLER),
  EXPRESSION_FUNCTION_UNKNOWN(Blame.CALLER),
  EXPRESSION_TOO_COSTLY(Blame.CALLER),

  // sources and landing
  SOURCE_MISSING(Blame.DATA),
  SOURCE_EMPTY(Blame.DATA),
  SOURCE_UNREADABLE(Blame.DATA),
  SOURCE_FORMAT_UNSUPPORTED(Blame.CALLER),
  SOURCE_CHANGED(Blame.DATA),
  COLUMN_DUPLICATE(Blame.DATA),
  COLUMN_MISSING(Blame.DATA),
  COLUMN_TYPE_MISMATCH(Blame.DATA),
  COLUMN_LIMIT(Blame.DATA),
  CATEGORY_LIMIT(Blame.DATA),
  ROWS_REJECTED(Blame.DATA),
  LEDGER_MISMATCH(Blame.OURS),

  // validation
  SCHEMA_INVALID(Blame.CALLER),
  DATA_REFUSED(Blame.DATA),

  // preparation
  LABEL_MISSING(Blame.DATA),
  LABEL_CONSTANT(Blame.DATA),
  LABEL_INVALID(Blame.DATA),
  SPLIT_EMPTY(Blame.DATA),
  SPLIT_SINGLE_CLASS(Blame.DATA),
  FEATURE_NONE(Blame.DATA),
  FEATURE_STEP_INVALID(Blame.CALLER),
  ROW_INVALID(Blame.CALLER),
  VALUE_INVALID(Blame.CALLER),

  // training
  LEARNER_UNKNOWN(Blame.CALLER),
  LEARNER_SETTING_INVALID(Blame.CALLER),
  TRAINING_FAILED(Blame.OURS),
  TRAINING_OUT_OF_MEMORY(Blame.CAPACITY),
  TRAINING_CHILD_DIED(Blame.OURS),
  TRAINING_CANCELLED(Blame.CALLER),
  PARITY_BROKEN(Blame.OURS),

  // evaluation and gate
  METRIC_UNKNOWN(Blame.CALLER),
  GATE_INVALID(Blame.CALLER),
  GATE_REFUSED(Blame.MODEL),

  // scorer packages
  SCORER_CORRUPT(Blame.DATA),
  SCORER_VERSION_UNSUPPORTED(Blame.DATA),
  SCORER_INVALID(Blame.DATA),
  MODEL_FILE_CORRUPT(Blame.DATA),
  MODEL_FILE_UNSUPPORTED(Blame.DATA),

  // registry and store
  MODEL_UNKNOWN(Blame.CALLER, 404),
  MODEL_VERSION_UNKNOWN(Blame.CALLER, 404),
  MODEL_NOT_RELEASED(Blame.CALLER, 404),
  MODEL_UNLOADED(Blame.CALLER, 503),
  MODEL_BUSY(Blame.CAPACITY, 429),
  SCORE_UNDEFINED(Blame.CALLER),
  RUN_UNKNOWN(Blame.CALLER, 404),
  EXPERIMENT_UNKNOWN(Blame.CALLER, 404),
  SEARCH_INVALID(Blame.CALLER),
  NAME_INVALID(Blame.CALLER),
  CONFLICT(Blame.CALLER, 409),
  RUN_ACTIVE(Blame.CAPACITY, 409),
  LEASE_LOST(Blame.CAPACITY, 409),
  HOME_INVALID(Blame.CALLER),
  HOME_NEWER(Blame.CALLER),
  HOME_ON_NETWORK(Blame.CALLER),
  STORE_BUSY(Blame.CAPACITY),
  STORE_UNREACHABLE(Blame.CAPACITY),
  STORE_FAILED(Blame.OURS),
  STORE_CORRUPT(Blame.OURS),
  BLOB_MISSING(Blame.OURS),
  BLOB_CORRUPT(Blame.OURS),
  BLOBS_UNREACHABLE(Blame.CAPACITY),
  BLOBS_REFUSED(Blame.CALLER),
  DISK_FULL(Blame.CAPACITY, 507),
  FILE_UNWRITABLE(Blame.CALLER),

  // serving
  REQUEST_INVALID(Blame.CALLER),
  REQUEST_TOO_LARGE(Blame.CALLER, 413),
  REQUEST_TARGET_TOO_LONG(Blame.CALLER, 414),
  REQUEST_HEADERS_TOO_LARGE(Blame.CALLER, 431),
  REQUEST_TOO_SLOW(Blame.CALLER, 408),
  ROUTE_UNKNOWN(Blame.CALLER, 404),
  METHOD_NOT_ALLOWED(Blame.CALLER, 405),
  MEDIA_TYPE_REFUSED(Blame.CALLER, 415),
  HOST_REFUSED(Blame.CALLER, 421),
  ORIGIN_REFUSED(Blame.CALLER, 403),
  AUTHENTICATION_MISSING(Blame.CALLER),
  ADDRESS_UNUSABLE(Blame.CALLER),
  TLS_INVALID(Blame.CALLER),
  SERVER_BUSY(Blame.CAPACITY),
  ANSWER_TOO_SLOW(Blame.CAPACITY, 504),

  // prediction log
  LOG_UNREADABLE(Blame.OURS),
  LOG_VERSION_UNSUPPORTED(Blame.DATA),

  // serving
  SERVER_RUNNING(Blame.CAPACITY, 409),
  LOG_UNAVAILABLE(Blame.CAPACITY),

  // engine and everything else
  ENGINE_FAILED(Blame.OURS),
  MEMORY_LIMIT(Blame.CAPACITY),
  CANCELLED(Blame.CALLER, 499),
  INTERNAL(Blame.OURS);

  private final Blame blame;
  private final int httpStatus;

  ErrorCode(Blame blame) {
    this(blame, blame.httpStatus());
  }

  ErrorCode(Blame blame, int httpStatus) {
    this.blame = blame;
    this.httpStatus = httpStatus;
  }

  /** Whose move it is. */
  public Blame blame() {
    return blame;
  }

  /** Exit code of a command that fails with this code. */
  public int exitCode() {
    return blame.exitCode();
  }

  /** HTTP status of a request that fails with this code. */
  public int httpStatus() {
    return httpStatus;
  }
}
