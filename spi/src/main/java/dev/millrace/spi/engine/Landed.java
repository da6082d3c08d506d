package dev.millrace.spi.engine;

import dev.millrace.column.ColumnName;
import dev.millrace.digest.Digest;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.LandingLedger;
import dev.millrace.spi.data.RejectedRecord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A cut with its ledger.
 *
 * @param sourceColumns every column the source has, in its order, landed or not; of several objects
 *     the union
 * @param quarantine blob with every rejected record as JSON lines; empty when there is none
 * @param examples the first rejected records, at most 20
 */
public record Landed(
    DataCut cut,
    List<ColumnName> sourceColumns,
    LandingLedger ledger,
    Optional<Digest> quarantine,
    List<RejectedRecord> examples) {
  public Landed {
    Objects.requireNonNull(cut);
    sourceColumns = List.copyOf(sourceColumns);
    Objects.requireNonNull(ledger);
    Objects.requireNonNull(quarantine);
    examples = List.copyOf(examples);
  }
}
