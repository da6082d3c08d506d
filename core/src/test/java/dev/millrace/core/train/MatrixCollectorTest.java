package dev.millrace.core.train;

import dev.millrace.column.Batch;
import dev.millrace.core.prepare.ServingForm;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.RandomTables;

final class MatrixCollectorTest extends CollectorContract<LabelledMatrix> {
  private static final TrainJob JOB = MadeJob.of(new ReferenceEngine(), Task.REGRESSION, "x");

  @Override
  public Collector<LabelledMatrix> collector() {
    return new MatrixCollector(new ServingForm(JOB.plan()), JOB.label(), 1L << 30);
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(JOB.cut().fields(), rows, seed);
  }
}
