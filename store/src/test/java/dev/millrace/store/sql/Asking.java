package dev.millrace.store.sql;

/** What a test asks of the database in the middle of a write. */
public final class Asking {
  private Asking() {}

  /** Asks for something, as the statements of a change do. */
  public static void something(WriteTransaction write) {
    var _ = write.session().one("SELECT 1", row -> row.getInt(1));
  }
}
