package dev.millrace.cli;

import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.YamlReader;
import dev.millrace.core.serve.LogConfig;
import dev.millrace.core.serve.PredictSettings;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.server.grpc.GrpcConfig;
import dev.millrace.server.http.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The settings of {@code millrace serve}: the file {@code server.yaml}, every key of which has a
 * default.
 */
record ServeConfig(ServerConfig server, GrpcConfig grpc, PredictSettings predict, LogConfig log) {
  /** Reads a file; a home without one has the defaults. */
  static ServeConfig read(Path file) {
    try {
      return read(file.toString(), Files.exists(file) ? Files.readString(file) : "{}");
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.CONFIG_UNREADABLE, "the server's settings cannot be read")
              .at(file.toString())
              .found(FileFault.words(e)),
          e);
    }
  }

  static ServeConfig read(String file, String text) {
    Problems problems = new Problems();
    ConfigNode.Mapping mapping = YamlReader.read(file, text);
    ServeConfig config;
    try (Section top = Section.top(mapping, problems)) {
      config =
          new ServeConfig(
              top.section("server", "where and how the server listens", ServerConfig::read),
              top.section("grpc", "inference over gRPC", GrpcConfig::read),
              top.section("predict", "what one request may ask", PredictSettings::read),
              top.section("log", "how predictions are kept", LogConfig::read));
    }
    problems.throwIfAny();
    return config;
  }

  ServeConfig atPort(int port) {
    return new ServeConfig(server.atPort(port), grpc, predict, log);
  }
}
