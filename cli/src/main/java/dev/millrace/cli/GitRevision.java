package dev.millrace.cli;

import dev.millrace.core.policy.Policy;
import dev.millrace.core.release.CodeRevision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Git commit of a pipeline's folder. The two files a run reads beside its data, the pipeline
 * and its schema, are compared byte for byte with the commit's; data is pinned by its own content.
 * Only the names of objects are asked of {@code git}, so that no filter, hook or remote that the
 * repository configures is run.
 */
final class GitRevision {
  private static final long PATIENCE_SECONDS = 10;
  private static final int MOST_BYTES = 1 << 16;

  private final Path folder;
  private final Policy policy;

  private GitRevision(Path folder, Policy policy) {
    this.folder = folder;
    this.policy = policy;
  }

  /**
   * The revision of the folder of a pipeline.
   *
   * @param pipeline the pipeline's file
   * @param schema name of the schema's file in the folder, which need not be there
   */
  static CodeRevision of(Path pipeline, String schema, Policy policy) {
    Path folder = pipeline.resolveSibling("");
    if (!isInRepository(folder)) {
      return CodeRevision.unknown("the pipeline's folder is in no Git repository");
    }
    try {
      return new GitRevision(folder, policy)
          .compare(List.of(pipeline.getFileName().toString(), schema));
    } catch (IOException e) {
      return CodeRevision.unknown("git cannot be asked: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CodeRevision.unknown("git was interrupted");
    }
  }

  private static boolean isInRepository(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }

  private CodeRevision compare(List<String> files) throws IOException, InterruptedException {
    Said head = ask(List.of("rev-parse", "--verify", "--end-of-options", "HEAD^{commit}"));
    if (head.code() != 0) {
      return CodeRevision.unknown("git says: " + head.firstLine());
    }
    String commit = head.firstLine();
    List<String> command = new ArrayList<>(List.of("ls-tree", "-z", commit, "--"));
    command.addAll(files);
    Said tree = ask(command);
    if (tree.code() != 0) {
      return CodeRevision.unknown("git says: " + tree.firstLine());
    }
    Map<String, String> committed = objects(tree.text());
    List<String> changed = new ArrayList<>();
    for (String file : files) {
      Optional<String> there = object(folder.resolve(file), commit.length());
      if (!there.equals(Optional.ofNullable(committed.get(Path.of(file).normalize().toString())))) {
        changed.add(file);
      }
    }
    return new CodeRevision(Optional.of(commit), changed, "");
  }

  /** Names of objects by file, from lines such as {@code 100644 blob ID TAB FILE}. */
  private static Map<String, String> objects(String listing) {
    Map<String, String> objects = new LinkedHashMap<>();
    for (String line : listing.split("\0", -1)) {
      int tab = line.indexOf('\t');
      String[] parts = line.substring(0, Math.max(0, tab)).split(" ", -1);
      if (parts.length == 3 && parts[1].equals("blob")) {
        objects.put(line.substring(tab + 1), parts[2]);
      }
    }
    return objects;
  }

  /** The name Git gives to what a file holds; empty when there is no file. */
  private static Optional<String> object(Path file, int digits) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      MessageDigest digest = MessageDigest.getInstance(digits == 64 ? "SHA-256" : "SHA-1");
      digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return Optional.of(HexFormat.of().formatHex(digest.digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What git said and how it ended. */
  private record Said(int code, String text) {
    String firstLine() {
      return text.lines().findFirst().orElse("nothing, exit code " + code);
    }
  }

  private Said ask(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "--no-pager"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    // The folder says which repository it is in, and nothing is fetched for the answer.
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    policy.environment().forEach(name -> environment.remove(name.value()));
    environment.put("GIT_ALLOW_PROTOCOL", "");
    environment.put("GIT_NO_LAZY_FETCH", "1");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    environment.put("LC_ALL", "C");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String text = read(process.getInputStream());
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("no answer within " + PATIENCE_SECONDS + " s");
      }
      return new Said(process.exitValue(), text);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[4096];
    for (int n = in.read(part); n >= 0 && out.size() < MOST_BYTES; n = in.read(part)) {
      out.write(part, 0, n);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
