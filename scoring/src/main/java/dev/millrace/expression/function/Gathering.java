package dev.millrace.expression.function;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;

/** Puts a column together from the rows of several of one type. */
final class Gathering {
  /** Chosen for a row that is to be missing. */
  static final int NONE = -1;

  private Gathering() {}

  /**
   * Row {@code i} of the result is row {@code i} of {@code sources[chosen[i]]}.
   *
   * @param sources BOOL, INT64, FLOAT64, UTF8 or temporal columns, all of one type
   */
  static Column gather(Column[] sources, int[] chosen) {
    Validity validity = validity(sources, chosen);
    Column first = sources[0];
    if (first instanceof BoolColumn) {
      return bools(sources, chosen, validity);
    }
    if (first instanceof DoubleColumn) {
      return doubles(sources, chosen, validity);
    }
    if (first instanceof LongColumn) {
      return longs(sources, chosen, validity);
    }
    return texts(sources, chosen, validity);
  }

  private static Validity validity(Column[] sources, int[] chosen) {
    ValidityBuilder missing = new ValidityBuilder();
    for (int row = 0; row < chosen.length; row++) {
      if (chosen[row] == NONE || sources[chosen[row]].isMissing(row)) {
        missing.missing(row);
      }
    }
    return missing.build(chosen.length);
  }

  private static Column bools(Column[] sources, int[] chosen, Validity validity) {
    BoolBuilder out = new BoolBuilder(validity);
    for (int row = 0; row < chosen.length; row++) {
      if (!out.isMissing(row)) {
        out.set(row, ((BoolColumn) sources[chosen[row]]).at(row));
      }
    }
    return out.column();
  }

  private static Column doubles(Column[] sources, int[] chosen, Validity validity) {
    DoubleBuilder out = new DoubleBuilder(validity);
    for (int row = 0; row < chosen.length; row++) {
      if (!out.isMissing(row)) {
        out.set(row, ((DoubleColumn) sources[chosen[row]]).at(row));
      }
    }
    return out.column();
  }

  private static Column longs(Column[] sources, int[] chosen, Validity validity) {
    LongBuilder out = new LongBuilder(validity);
    for (int row = 0; row < chosen.length; row++) {
      if (!out.isMissing(row)) {
        out.set(row, ((LongColumn) sources[chosen[row]]).at(row));
      }
    }
    return out.column(sources[0].type());
  }

  private static Column texts(Column[] sources, int[] chosen, Validity validity) {
    long entries = 0;
    for (Column source : sources) {
      BytesColumn texts = (BytesColumn) source;
      entries +=
          Entries.areFewer(texts) || texts.entries() == 1 ? texts.entries() : Integer.MAX_VALUE;
    }
    return entries <= chosen.length
        ? joinDictionaries(sources, chosen, validity, (int) entries)
        : copyTexts(sources, chosen, validity);
  }

  private static Column copyTexts(Column[] sources, int[] chosen, Validity validity) {
    TextBuilder out = new TextBuilder(validity);
    for (int row = 0; row < chosen.length; row++) {
      if (!out.isMissing(row)) {
        out.append((BytesColumn) sources[chosen[row]], row);
      }
      out.end(row);
    }
    return out.column();
  }

  private static Column joinDictionaries(
      Column[] sources, int[] chosen, Validity validity, int entries) {
    TextBuilder joined = new TextBuilder(Validity.all(entries));
    int[] firstEntries = new int[sources.length];
    int at = 0;
    for (int i = 0; i < sources.length; i++) {
      BytesColumn source = (BytesColumn) sources[i];
      firstEntries[i] = at;
      for (int entry = 0; entry < source.entries(); entry++) {
        joined.append(source.data(), source.entryStart(entry), source.entryLength(entry));
        joined.end(at++);
      }
    }
    int[] codes = new int[chosen.length];
    for (int row = 0; row < codes.length; row++) {
      if (!validity.isMissing(row)) {
        int from = chosen[row];
        codes[row] = firstEntries[from] + ((BytesColumn) sources[from]).entryAt(row);
      }
    }
    return joined.dictionary(codes, validity);
  }
}
