package dev.millrace.core.keep;

import dev.millrace.json.Json;
import java.util.List;

/**
 * What of a person was erased, or would be.
 *
 * @param person what may be shown of the person
 * @param rows rows of cuts
 * @param apart rows and records kept apart
 * @param results results of stages that hold any of it
 * @param predictions records of the log
 * @param labels records of the log
 * @param files reports and texts in the log folder
 * @param models versions that were trained on rows of the person, to be trained again
 * @param sources files outside the home that were landed with rows of the person
 * @param remains what cannot be erased, and what to do about it
 */
public record ErasureReport(
    String person,
    long rows,
    long apart,
    long results,
    long predictions,
    long labels,
    long files,
    List<String> models,
    List<String> sources,
    List<String> remains) {
  public ErasureReport {
    models = List.copyOf(models);
    sources = List.copyOf(sources);
    remains = List.copyOf(remains);
  }

  public Json json() {
    return Json.members()
        .put("person", person)
        .put("rows", rows)
        .put("quarantine", apart)
        .put("results", results)
        .put("predictions", predictions)
        .put("labels", labels)
        .put("files", files)
        .put("models", Json.texts(models))
        .put("sources", Json.texts(sources))
        .put("remains", Json.texts(remains))
        .build();
  }
}
