package dev.millrace.core.stage;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import java.util.List;
import java.util.function.Function;

/** Stored forms made of two functions, for results that name no blobs. */
public final class Forms {
  private Forms() {}

  /** A form without blobs. */
  public static <O> ResultForm<O> plain(Function<O, Json> write, Function<Json, O> read) {
    return new ResultForm<>() {
      @Override
      public Json toJson(O result) {
        return write.apply(result);
      }

      @Override
      public O fromJson(Json json) {
        return read.apply(json);
      }

      @Override
      public List<Digest> blobs(O result) {
        return List.of();
      }
    };
  }
}
