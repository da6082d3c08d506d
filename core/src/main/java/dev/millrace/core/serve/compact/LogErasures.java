package dev.millrace.core.serve.compact;

import dev.millrace.column.ColumnName;
import dev.millrace.core.person.Person;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The same in the logs of all environments of a home, one after another. */
public record LogErasures(List<LogErasure> logs) {
  public LogErasures {
    logs = List.copyOf(logs);
  }

  /** Counts what is the person's; CONFLICT while somebody changes a log. */
  public LogErasure.Found find(Person person) {
    return each(log -> log.find(person));
  }

  /** Takes it out. */
  public LogErasure.Found erase(Person person) {
    return each(log -> log.erase(person));
  }

  /** Hands on the values of a column, and keys of callers, in predictions. */
  public void values(ColumnName column, Consumer<String> seen) {
    logs.forEach(log -> log.values(column, seen));
  }

  private LogErasure.Found each(Function<LogErasure, LogErasure.Found> work) {
    long predictions = 0;
    long labels = 0;
    for (LogErasure log : logs) {
      LogErasure.Found found = work.apply(log);
      predictions += found.predictions();
      labels += found.labels();
    }
    return new LogErasure.Found(predictions, labels);
  }
}
