package dev.millrace.core.train;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.core.prepare.Side;
import dev.millrace.core.prepare.Split;
import dev.millrace.spi.collect.Together;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.learn.TrainingRows;
import dev.millrace.spi.scan.Collector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Gathers the rows of a job in one scan of its cut. */
public record EngineRows(Engine engine) implements RowSource {
  public EngineRows {
    Objects.requireNonNull(engine);
  }

  @Override
  public GatheredRows gather(TrainJob job, long mostBytes) {
    List<LabelledMatrix> sides = sides(job, mostBytes);
    return new GatheredRows(
        rows(job, sides.get(0)), rows(job, sides.get(1)), sides.get(2).takeFeatures());
  }

  /**
   * A handover of rows gathered here, for jobs whose features take no more memory than that.
   *
   * @param mostBytes memory the features of all sides may take in this process
   */
  public RowHandover handover(long mostBytes) {
    return (job, file) -> hand(job, file, mostBytes);
  }

  private void hand(TrainJob job, Path file, long mostBytes) throws IOException {
    long rowBytes = Math.max(1L, job.plan().featureNames().size()) * Float.BYTES;
    if (job.cut().rows() <= mostBytes / rowBytes) {
      RowsFile.write(file, sides(job, job.memoryBytes()));
    }
  }

  /** Training, validation and test rows. */
  private List<LabelledMatrix> sides(TrainJob job, long mostBytes) {
    TogetherBuilder together = new TogetherBuilder();
    Split split = job.split();
    Together.Slot<LabelledMatrix> train = together.add(of(job, split, Side.TRAIN, mostBytes));
    Together.Slot<LabelledMatrix> validation =
        together.add(of(job, split, Side.VALIDATION, mostBytes));
    Together.Slot<LabelledMatrix> test = together.add(of(job, split, Side.TEST, mostBytes));
    Together.States gathered = engine.collect(split.scan(columns(job)), together.build());
    return List.of(gathered.at(train), gathered.at(validation), gathered.at(test));
  }

  private static TrainingRows rows(TrainJob job, LabelledMatrix matrix) {
    float[] labels = matrix.labelArray();
    return new TrainingRows(matrix.takeFeatures(), labels, job.label().width());
  }

  private static Collector<LabelledMatrix> of(
      TrainJob job, Split split, Side side, long mostBytes) {
    return split.collector(
        side,
        job.plan(),
        job.encodings(),
        form -> new MatrixCollector(form, job.label(), mostBytes));
  }

  private static List<ColumnName> columns(TrainJob job) {
    Set<ColumnName> columns = new LinkedHashSet<>();
    for (Field input : job.plan().inputs()) {
      columns.add(input.name());
    }
    job.encodings().forEach(encoding -> columns.addAll(encoding.foldColumns()));
    columns.addAll(job.label().columns());
    return List.copyOf(columns);
  }
}
