package dev.millrace.testkit.engine;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Landing;
import java.util.List;

/** What a contract test needs to know about the engine it tests. */
public interface EngineFixture {
  /**
   * An engine with so many threads. All engines of one test read what {@link #landing} wrote; the
   * fixture closes them after the test.
   */
  Engine engine(int threads);

  /** The landing that belongs to these engines. */
  Landing landing();

  /** Lands a table in one batch. */
  default DataCut cut(Batch batch) {
    return cut(batch.fields(), List.of(batch));
  }

  /** Lands batches one after the other. */
  default DataCut cut(Fields fields, List<Batch> batches) {
    return landing().write(fields, batches).cut();
  }
}
