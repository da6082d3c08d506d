package dev.millrace.core.release;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import java.util.Optional;

/** The stored form of a comparison; none is stored of one by watch. */
final class ComparisonJson {
  private ComparisonJson() {}

  static void put(MembersBuilder out, Comparison comparison) {
    switch (comparison) {
      case Comparison.ByWatch none -> {}
      case Comparison.Shadow shadow ->
          out.put(
              "shadow",
              Json.members()
                  .put("share", shadow.share())
                  .put("least-rows", shadow.leastRows())
                  .put("differing", shadow.differing())
                  .put("tolerance", shadow.tolerance())
                  .put("then", shadow.then().name())
                  .build());
      case Comparison.AbTest test -> {
        MembersBuilder members =
            Json.members()
                .put("key", test.key().text())
                .put("errors", test.errors())
                .put("least-labels", test.leastLabels());
        test.wanted().ifPresent(label -> members.put("wanted", label));
        out.put("ab-test", members.build());
      }
    }
  }

  static Comparison of(JsonObject in) {
    try {
      if (in.find("shadow").isPresent()) {
        JsonObject shadow = in.object("shadow");
        return new Comparison.Shadow(
            shadow.integer("share"),
            shadow.whole("least-rows"),
            shadow.real("differing"),
            shadow.real("tolerance"),
            Comparison.Then.valueOf(shadow.text("then")));
      }
      if (in.find("ab-test").isPresent()) {
        JsonObject test = in.object("ab-test");
        return new Comparison.AbTest(
            RouteKey.parse(test.text("key")),
            test.find("wanted").isPresent() ? Optional.of(test.text("wanted")) : Optional.empty(),
            test.real("errors"),
            test.whole("least-labels"));
      }
      return new Comparison.ByWatch();
    } catch (IllegalArgumentException e) {
      throw new JsonSyntaxException("no comparison of releases: " + e.getMessage(), e);
    }
  }
}
