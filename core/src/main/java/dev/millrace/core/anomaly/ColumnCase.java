package dev.millrace.core.anomaly;

import dev.millrace.core.statistics.ColumnView;
import dev.millrace.core.validate.ColumnExpectations;
import dev.millrace.core.validate.Domain;
import dev.millrace.core.validate.DraftColumn;
import java.util.List;
import java.util.Optional;

/**
 * A column with what is expected of it.
 *
 * @param domains what values are held against
 */
record ColumnCase(DraftColumn expected, ColumnView view, List<Domain> domains, Compared compared) {
  ColumnCase {
    domains = List.copyOf(domains);
  }

  ColumnExpectations expectations() {
    return expected.expectations();
  }

  <D extends Domain> Optional<D> domain(Class<D> kind) {
    return domains.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
