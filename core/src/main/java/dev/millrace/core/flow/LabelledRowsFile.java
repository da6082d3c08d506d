package dev.millrace.core.flow;

/** The file of labelled predictions that a run reads beside the files of its source. */
final class LabelledRowsFile {
  static final String NAME = "labelled-predictions-";

  private LabelledRowsFile() {}

  /** True for such a file. */
  static boolean isOne(String location) {
    return location.substring(location.lastIndexOf('/') + 1).startsWith(NAME);
  }
}
