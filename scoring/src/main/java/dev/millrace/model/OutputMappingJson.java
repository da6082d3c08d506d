package dev.millrace.model;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;

/**
 * JSON form of output mappings: {@code
 * {"calibration":"none","labels":["no","yes"],"link":"logistic"}}.
 */
public final class OutputMappingJson {
  private OutputMappingJson() {}

  public static Json write(OutputMapping mapping) {
    return Json.members()
        .put("link", mapping.link().text())
        .put("labels", Json.texts(mapping.labels()))
        .put("calibration", "none")
        .build();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JsonSyntaxException when it is something else
   * @throws dev.millrace.error.MillraceException when the parts do not fit together
   */
  public static OutputMapping read(Json json) {
    JsonObject object = JsonObject.of(json).only("link", "labels", "calibration");
    if (!object.text("calibration").equals("none")) {
      throw new JsonSyntaxException("$.calibration is unknown", null);
    }
    return new OutputMapping(link(object.text("link")), object.texts("labels"), Calibration.NONE);
  }

  private static Link link(String text) {
    for (Link link : Link.values()) {
      if (link.text().equals(text)) {
        return link;
      }
    }
    throw new JsonSyntaxException("$.link is unknown", null);
  }
}
