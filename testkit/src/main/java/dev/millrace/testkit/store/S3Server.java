package dev.millrace.testkit.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real S3-compatible server (S3Proxy) on this machine, in a process of its own, with its objects
 * in a folder. The build puts its jar into {@code target/tools}.
 */
public final class S3Server implements AutoCloseable {
  public static final String ACCESS_KEY = "miller";
  public static final String SECRET_KEY = "grind/slow+fine=";

  private static final String JAR = "target/tools/s3proxy.jar";
  private static final Pattern LISTENS =
      Pattern.compile("ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)\\}");

  private final Path folder;
  private final int port;
  private Process process;

  private S3Server(Path folder, Running running) {
    this.folder = folder;
    this.process = running.process;
    this.port = running.port;
  }

  /** A server that listens. */
  private record Running(Process process, int port) {}

  /** Starts a server whose files are in this folder, made if it is not there. */
  public static S3Server start(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("objects"));
    return new S3Server(folder, begin(folder, 0));
  }

  private static Running begin(Path folder, int port) throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.conf"),
            """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=aws-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """
                .replaceFirst("%d", String.valueOf(port))
                .replaceFirst("%s", ACCESS_KEY)
                .replaceFirst("%s", Matcher.quoteReplacement(SECRET_KEY))
                .replaceFirst(
                    "%s", Matcher.quoteReplacement(folder.resolve("objects").toString())));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString(),
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .start();
    return new Running(process, awaitPort(process));
  }

  /** Reads what the server says until it listens; then goes on reading, so that it never blocks. */
  private static int awaitPort(Process process) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Deque<String> last = new ArrayDeque<>();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        Thread.ofPlatform().daemon().name("s3-server-output").start(() -> drain(said));
        return Integer.parseInt(listens.group(1));
      }
      last.add(line);
      if (last.size() > 20) {
        last.remove();
      }
    }
    throw new IOException("the S3 server ended: " + String.join("\n", last));
  }

  private static void drain(BufferedReader said) {
    try {
      while (said.readLine() != null) {
        // What it says about requests is of no interest.
      }
    } catch (IOException ended) {
      // The process is gone, and with it what it says.
    }
  }

  private static Path jar() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(JAR))) {
        return at.resolve(JAR);
      }
    }
    throw new IOException(JAR + " is not there: the build fetches it (mvn initialize)");
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Makes a bucket. */
  public void makeBucket(String name) throws IOException {
    Files.createDirectories(folder.resolve("objects").resolve(name));
  }

  /** The file an object is kept in, for changing it behind everybody's back. */
  public Path object(String bucket, String key) {
    return folder.resolve("objects").resolve(bucket).resolve(key);
  }

  /** Ends the server at once, in the middle of whatever it does. */
  public void kill() {
    List<ProcessHandle> all = process.descendants().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again with the same objects and address. */
  public void restart() throws IOException {
    process = begin(folder, port).process;
  }

  @Override
  public void close() {
    kill();
  }
}
