package dev.millrace.testkit.learn;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** A fixture with one setting changed. */
record LimitFixture(LearnerFixture like, String setting, double value) implements LearnerFixture {
  @Override
  public LearnerProvider provider() {
    return like.provider();
  }

  @Override
  public LearnerSettings settings() {
    Map<String, Double> given = new LinkedHashMap<>();
    for (Map.Entry<String, Json> each : like.settings().json().values().entrySet()) {
      given.put(each.getKey(), JsonObject.real(each.getKey(), each.getValue()));
    }
    given.put(setting, value);
    return LearnerSettings.of(provider().settings(), given);
  }
}
