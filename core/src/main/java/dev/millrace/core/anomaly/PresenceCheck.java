package dev.millrace.core.anomaly;

import dev.millrace.core.validate.Anomaly;
import java.util.Optional;

/** Whether enough rows have a value: as a number, and as a share. */
record PresenceCheck() implements ColumnCheck {
  @Override
  public void check(ColumnCase column, Findings findings) {
    double present = column.view().present();
    column
        .expectations()
        .minCount()
        .ifPresent(
            least -> {
              if (present < least) {
                findings.add(
                    column.expected(),
                    Anomaly.FEATURE_TYPE_LOW_NUMBER_PRESENT,
                    "too few rows hold a value",
                    Words.number(present) + " rows",
                    "at least " + least);
              }
            });
    column.expected().present().ifPresent(least -> share(column, least, findings));
  }

  private static void share(ColumnCase column, double least, Findings findings) {
    Optional<Double> share = column.view().fraction();
    boolean everywhere = least == 1 && column.view().missing() != 0;
    if (share.isPresent() && (share.get() < least || everywhere)) {
      findings.add(
          column.expected(),
          Anomaly.FEATURE_TYPE_LOW_FRACTION_PRESENT,
          "too small a share of the rows holds a value",
          Words.number(share.get())
              + " of the rows, "
              + Words.number(column.view().missing())
              + " without a value",
          "at least " + Words.number(least));
    }
  }
}
