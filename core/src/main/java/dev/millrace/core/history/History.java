package dev.millrace.core.history;

import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.profile.TableProfile;
import java.util.Objects;

/**
 * A cut with the columns of its history.
 *
 * @param cut all columns of the landed cut, the new ones behind them
 * @param profile figures of the new columns
 */
public record History(DataCut cut, TableProfile profile) {
  public History {
    Objects.requireNonNull(cut);
    Objects.requireNonNull(profile);
  }
}
