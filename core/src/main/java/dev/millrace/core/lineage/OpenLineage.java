package dev.millrace.core.lineage;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.StageOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Writes a lineage as OpenLineage run events (specification 2-0-2): every stage of every run is a
 * run of the job {@code PIPELINE.STAGE}, with the pipeline's run as its parent, a START and a
 * COMPLETE event. What no run did, such as releases, is not part of it. Stages that were taken from
 * an earlier run are told by the run that made them.
 */
public final class OpenLineage {
  private static final String SPEC = "https://openlineage.io/spec/";
  private static final String PRODUCER = "urn:millrace";

  private final String namespace;
  private final LineageGraph graph;

  public OpenLineage(ProjectName project, LineageGraph graph) {
    this.namespace = "millrace:" + project;
    this.graph = graph;
  }

  /** A step in a run that made it. */
  private record Made(LineageStep step, StepRun run) {}

  /** The events as JSON lines, in the order of time. */
  public String lines() {
    List<Made> made = new ArrayList<>();
    for (LineageStep step : graph.steps()) {
      step.runs().stream()
          .filter(run -> run.origin() == StageOrigin.MADE)
          .forEach(run -> made.add(new Made(step, run)));
    }
    made.sort(
        Comparator.comparing((Made one) -> one.run().started())
            .thenComparing(one -> one.run().run())
            .thenComparing(one -> one.step().name()));
    StringBuilder out = new StringBuilder();
    for (Made one : made) {
      line(out, one, "START", one.run().started());
      line(out, one, "COMPLETE", one.run().ended());
    }
    return out.toString();
  }

  private void line(StringBuilder out, Made one, String type, Instant at) {
    PipelineName pipeline = one.run().pipeline();
    Json event =
        Json.members()
            .put("eventType", type)
            .put("eventTime", at.toString())
            .put("producer", PRODUCER)
            .put("schemaURL", SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent")
            .put("run", run(one))
            .put(
                "job",
                Json.members()
                    .put("namespace", namespace)
                    .put("name", pipeline + "." + one.step().name())
                    .put(
                        "facets",
                        Json.members()
                            .put(
                                "jobType",
                                facet("2-0-4/JobTypeJobFacet.json#/$defs/JobTypeJobFacet")
                                    .put("processingType", "BATCH")
                                    .put("integration", "MILLRACE")
                                    .put("jobType", "TASK")
                                    .build())
                            .build())
                    .build())
            .put("inputs", datasets(pipeline, one.step().inputs()))
            .put("outputs", datasets(pipeline, one.step().outputs()))
            .build();
    out.append(CanonicalJson.text(event)).append('\n');
  }

  private Json run(Made one) {
    String pipelineRun = uuid(one.run().run().value());
    Digest own =
        new Digester()
            .text("openlineage-run-1")
            .text(one.run().run().value())
            .text(one.step().name())
            .digest();
    return Json.members()
        .put("runId", uuid(own.hex()))
        .put(
            "facets",
            Json.members()
                .put(
                    "parent",
                    facet("1-0-1/ParentRunFacet.json#/$defs/ParentRunFacet")
                        .put("run", Json.members().put("runId", pipelineRun).build())
                        .put(
                            "job",
                            Json.members()
                                .put("namespace", namespace)
                                .put("name", one.run().pipeline().value())
                                .build())
                        .build())
                .build())
        .build();
  }

  private List<Json> datasets(PipelineName pipeline, List<String> ids) {
    return ids.stream()
        .flatMap(id -> graph.find(id).stream())
        .map(node -> dataset(pipeline, node))
        .toList();
  }

  /**
   * A file is named by where it is, everything else by pipeline and kind; the content is its
   * version.
   */
  private Json dataset(PipelineName pipeline, LineageNode node) {
    MembersBuilder out = Json.members();
    if (node.kind() == LineageKind.FILE) {
      out.put("namespace", "file").put("name", node.name().split(", ", -1)[0]);
    } else {
      String part =
          node.name().isEmpty() || node.name().equals(node.key()) ? "" : "/" + node.name();
      out.put("namespace", namespace).put("name", pipeline + "/" + node.kind().text() + part);
    }
    return out.put(
            "facets",
            Json.members()
                .put(
                    "version",
                    facet("1-0-0/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet")
                        .put("datasetVersion", node.key())
                        .build())
                .build())
        .build();
  }

  private static MembersBuilder facet(String schema) {
    return Json.members().put("_producer", PRODUCER).put("_schemaURL", SPEC + "facets/" + schema);
  }

  /** The first 32 digits with the marks of a UUID of version 8, whose bits are free. */
  private static String uuid(String hex) {
    long high = Long.parseUnsignedLong(hex.substring(0, 16), 16);
    long low = Long.parseUnsignedLong(hex.substring(16, 32), 16);
    return new UUID((high & ~0xF000L) | 0x8000L, (low & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L)
        .toString();
  }
}
