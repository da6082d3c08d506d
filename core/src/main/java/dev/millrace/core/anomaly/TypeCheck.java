package dev.millrace.core.anomaly;

import dev.millrace.column.ColumnType;
import dev.millrace.core.statistics.StatisticsType;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.Domain;
import dev.millrace.core.validate.SchemaFaults;
import java.util.Optional;

/** Whether values are of the kind they should be of, and of one that has the domain. */
record TypeCheck() implements ColumnCheck {
  @Override
  public void check(ColumnCase column, Findings findings) {
    Optional<ColumnType> type = SchemaFaults.type(column.expected());
    StatisticsType seen = column.view().type();
    if (type.isPresent() && !seen.fits(StatisticsType.of(type.get()))) {
      findings.add(
          column.expected(),
          Anomaly.UNEXPECTED_DATA_TYPE,
          "the values are of another type",
          seen.word(),
          type.get().text());
    }
    for (Domain domain : column.domains()) {
      boolean opaque =
          domain instanceof Domain.Semantic semantic && semantic.kind() == Domain.Semantic.Kind.URL;
      if (seen == StatisticsType.BYTES && !opaque) {
        findings.add(
            column.expected(),
            Anomaly.DOMAIN_INVALID_FOR_TYPE,
            "the values are bytes, which have no such domain",
            domain.key(),
            "no domain, or semantic-domain: url");
      }
    }
  }
}
