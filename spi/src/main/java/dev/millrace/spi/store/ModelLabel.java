package dev.millrace.spi.store;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.LabelName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.PlainText;
import java.util.Objects;

/**
 * Words of people about a model or one of its versions. They explain and never decide: nothing is
 * trained, judged or released by them.
 *
 * @param version the version it is about, and for an alias the one it names; 0 for the model itself
 * @param name of a tag or alias; empty for a description
 * @param value text of a description (at most 10,000 characters) or tag (at most 1,000); empty for
 *     an alias
 */
public record ModelLabel(ModelName model, int version, Kind kind, String name, String value) {
  /** Most labels of a model, or of one version of it. */
  public static final int MOST = 200;

  private static final int LONGEST_DESCRIPTION = 10_000;
  private static final int LONGEST_TAG = 1_000;

  /** What a label is. */
  public enum Kind {
    DESCRIPTION,
    TAG,
    /** A name for a version, one version at a time. */
    ALIAS
  }

  /** NAME_INVALID, VALUE_INVALID for what cannot be kept or shown as it is. */
  public ModelLabel {
    Objects.requireNonNull(model);
    Objects.requireNonNull(kind);
    if (version < 0 || (kind == Kind.ALIAS && version == 0)) {
      throw new IllegalArgumentException("a label of version " + version);
    }
    name = kind == Kind.DESCRIPTION ? "" : new LabelName(name).value();
    value = kind == Kind.ALIAS ? "" : requireText(kind, value);
    if (kind == Kind.ALIAS && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw Problem.of(ErrorCode.NAME_INVALID, "an alias that is a number would name a version")
          .found(name)
          .allowed("a name with a letter in it")
          .asException();
    }
  }

  private static String requireText(Kind kind, String value) {
    int longest = kind == Kind.TAG ? LONGEST_TAG : LONGEST_DESCRIPTION;
    boolean lines = kind == Kind.DESCRIPTION;
    boolean control =
        value
            .chars()
            .anyMatch(c -> Character.isISOControl(c) && !(lines && (c == '\n' || c == '\t')));
    if (control || value.length() > longest || !PlainText.clean(value).equals(value)) {
      throw Problem.of(ErrorCode.VALUE_INVALID, "this cannot be a text about a model")
          .found(control ? value : value.length() + " characters")
          .allowed("at most " + longest + " characters, none of them a control character")
          .next("Shorten it, or leave those characters out")
          .asException();
    }
    return value;
  }
}
