package dev.millrace.spi.profile;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.profile.TextForms.Content;
import dev.millrace.spi.profile.TextForms.ContentCount;

/** JSON form of the parts of a sampled column that only some columns have. */
final class SampledJson {
  private SampledJson() {}

  static Json of(RobustSpread spread) {
    return Json.members()
        .put("median", spread.median())
        .put("absolute-deviation", spread.absoluteDeviation())
        .build();
  }

  static RobustSpread spread(Json json) {
    JsonObject in = JsonObject.of("spread", json).only("median", "absolute-deviation");
    return new RobustSpread(in.real("median"), in.real("absolute-deviation"));
  }

  static Json of(TextForms text) {
    return Json.members()
        .put("patterns", text.patterns().stream().map(ProfileJson::of).toList())
        .put("kinds", text.kinds().stream().map(ProfileJson::of).toList())
        .put(
            "contents",
            text.contents().stream()
                .map(
                    some ->
                        Json.members()
                            .put("content", ProfileJson.word(some.content()))
                            .put("count", some.count())
                            .build())
                .toList())
        .build();
  }

  static TextForms text(Json json) {
    JsonObject in = JsonObject.of("text", json).only("patterns", "kinds", "contents");
    return new TextForms(
        ProfileJson.valueCounts(in.items("patterns")),
        ProfileJson.valueCounts(in.items("kinds")),
        in.items("contents").stream()
            .map(item -> JsonObject.of("contents", item).only("content", "count"))
            .map(
                item ->
                    new ContentCount(
                        ProfileJson.constant(Content.class, item.text("content")),
                        item.whole("count")))
            .toList());
  }
}
