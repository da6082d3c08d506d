package dev.millrace.feature;

/**
 * A step that gives codes: INT64 from 0 up to {@link #codes} exclusive, or missing. Its column can
 * be emitted as a number or as one slot per code.
 */
public sealed interface CodeStep extends RowStep permits Buckets, Encode, Hashing {
  /** Number of codes. */
  int codes();

  /** What follows the feature's name in the name of a code's slot. */
  String slotSuffix(int code);
}
