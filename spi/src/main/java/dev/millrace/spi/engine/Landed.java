package dev.millrace.spi.engine;

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
 * @param quarantine blob with every rejected record as JSON lines; empty when there is none
 * @param examples the first rejected records, at most 20
 */
public record Landed(
    DataCut cut, LandingLedger ledger, Optional<Digest> quarantine, List<RejectedRecord> examples) {
  public Landed {
    Objects.requireNonNull(cut);
    Objects.requireNonNull(ledger);
    Objects.requireNonNull(quarantine);
    examples = List.copyOf(examples);
  }
}
