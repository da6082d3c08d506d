package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace up}: from a file to an answer, as a process of its own. */
@Tag("process")
final class UpTest {
  private static final int ROWS = 400;

  @TempDir Path folder;

  @BeforeEach
  void aFile() throws IOException {
    StringBuilder rows = new StringBuilder("x,kind,day,outcome\n");
    for (int row = 0; row < ROWS; row++) {
      int x = row * 37 % 101;
      rows.append(
          String.format(
              Locale.ROOT,
              "%d.5,%s,2024-01-%02d,%s%n",
              x,
              row % 3 == 0 ? "it's red" : "blue",
              1 + row % 28,
              x + row % 7 > 50 ? "yes" : "no"));
    }
    Files.writeString(folder.resolve("shop.csv"), rows);
  }

  @Test
  void aFileBecomesAServerThatAnswersARowOfIt() throws Exception {
    try (ServedProcess up = up()) {
      JsonObject hello = up.hello();
      assertThat(hello.text("model")).isEqualTo("shop");
      assertThat(hello.integer("version")).isEqualTo(1);
      assertThat(Path.of(hello.text("report"))).exists();
      String request = hello.text("request");
      assertThat(request).contains("\"x\":", "\"kind\":").doesNotContain("outcome");
      assertThat(hello.text("curl")).contains(request.replace("'", "'\\''"), hello.text("predict"));
      HttpResponse<String> answer = up.post(URI.create(hello.text("predict")).getPath(), request);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(up.stop()).isEqualTo(143);
    }
    try (ServedProcess again = up()) {
      assertThat(again.hello().integer("version")).as("nothing is new").isEqualTo(1);
    }
  }

  @Test
  void anotherPipelineIsLeftAlone() throws Exception {
    Path pipeline =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            name: other
            source: { files: shop.csv }
            label: { column: kind }
            """);
    SpokenCommand refused =
        SpokenCommand.run(
            "up",
            folder.resolve("shop.csv").toString(),
            "--label",
            "outcome",
            "--output",
            pipeline.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("another pipeline already", "outcome", "--output");
    Files.writeString(folder.resolve("more.csv"), "a,outcome\n1,2\n");
    refused =
        SpokenCommand.run(
            "up", folder.resolve("more.csv").toString(), "--output", pipeline.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("does not read this file", "more.csv");
    assertThat(folder.resolve(".millrace")).as("refusing makes no home").doesNotExist();
    assertThat(SpokenCommand.run("up", "x.csv", "--port", "70000").err()).contains("0 to 65535");
  }

  @Test
  void aPortThatIsTakenIsToldBeforeTheTraining() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(refused(port)).contains("server.port", Integer.toString(port));

      Path home = Files.createDirectories(folder.resolve(".millrace"));
      Files.writeString(home.resolve("server.yaml"), "grpc: { port: " + port + " }");
      assertThat(refused(0)).contains("grpc.port", Integer.toString(port));
      try (Stream<Path> files = Files.list(home)) {
        assertThat(files).hasSize(1);
      }
    }
  }

  private String refused(int port) {
    Path pipeline = folder.resolve("pipeline.yaml");
    SpokenCommand refused =
        SpokenCommand.run(
            "up",
            folder.resolve("shop.csv").toString(),
            "--output",
            pipeline.toString(),
            "--port",
            Integer.toString(port));
    assertThat(refused.code()).isNotZero();
    assertThat(pipeline).doesNotExist();
    return refused.err();
  }

  private ServedProcess up() throws IOException {
    return ServedProcess.start(
        folder.resolve("up.err"),
        "up",
        folder.resolve("shop.csv").toString(),
        "--label",
        "outcome",
        "--output",
        folder.resolve("pipeline.yaml").toString(),
        "--port",
        "0",
        "--json");
  }
}
