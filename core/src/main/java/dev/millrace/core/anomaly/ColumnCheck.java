package dev.millrace.core.anomaly;

/** A family of checks of one column that has values. */
sealed interface ColumnCheck
    permits BoolDomainCheck,
        ComparatorCheck,
        FloatDomainCheck,
        IntDomainCheck,
        PresenceCheck,
        TextDomainCheck,
        TypeCheck,
        UniqueCheck,
        ValueCountCheck {
  void check(ColumnCase column, Findings findings);
}
