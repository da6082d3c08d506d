package dev.millrace.core.lineage;

import java.util.Locale;

/** What a node of the lineage is. */
public enum LineageKind {
  /** An object of a source, by content. */
  FILE,
  /** All objects of a source as they were pinned. */
  SOURCE,
  /** Settings, rules and choices a step was given. */
  SETTINGS,
  /** Types as they were inferred. */
  TYPES,
  /** What was made of a source: its cut, ledger and what could not be read. */
  LANDING,
  /** Rows. */
  CUT,
  /** Rows kept apart. */
  QUARANTINE,
  /** Figures of columns. */
  PROFILE,
  SCHEMA,
  /** Findings, and which rules rows were left out for. */
  VALIDATION,
  /** A fitted feature plan. */
  PLAN,
  /** Label, split and plan: what a model depends on. */
  PREPARED,
  /** The scorers of one training. */
  TRAINING,
  SCORER,
  EVALUATION,
  /** Distributions that traffic is compared with. */
  REFERENCE,
  VERDICT,
  /** A statement about a scorer. */
  STATEMENT,
  /** A registered version of a model. */
  VERSION,
  /** An epoch of a release. */
  RELEASE,
  /** What was seen of a version in service. */
  WINDOWS;

  /** Such as {@code cut}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
