package dev.millrace.cli;

import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.config.YamlReader;
import dev.millrace.core.keep.CollectSettings;
import dev.millrace.core.policy.FileGuard;
import dev.millrace.core.queue.RunNeeds;
import dev.millrace.core.secret.SecretForm;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.secret.SecretName;
import dev.millrace.store.Home;
import dev.millrace.store.postgres.PostgresSettings;
import dev.millrace.store.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the machine of a home may spend, and where the home's metadata and blobs are kept: the file
 * {@code home.yaml}, every key of which has a default.
 *
 * @param engineMemory bytes of the engine's own memory, beside the heap; absent: by the process
 * @param trainingMemory bytes of the largest heap of a training process; absent: the JVM's choice
 * @param budgetCores processors for all runs together; absent: those of the machine
 * @param budgetMemory bytes for all runs together; absent: those of the machine
 * @param store the database of the metadata; absent: an SQLite file of the home
 * @param blobs the bucket of the blobs; absent: files of the home
 * @param collect how long is kept what nothing needs
 */
record HomeConfig(
    Optional<Long> engineMemory,
    Optional<Long> trainingMemory,
    Optional<Long> budgetCores,
    Optional<Long> budgetMemory,
    Optional<PostgresSettings> store,
    Optional<S3Settings> blobs,
    CollectSettings collect) {
  /** What all runs may take together, as the file says it. */
  private record Budget(Optional<Long> cores, Optional<Long> memory) {}

  static final HomeConfig DEFAULTS =
      new HomeConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          CollectSettings.DEFAULTS);

  private static final long LEAST = 64L << 20;
  private static final ValueForm<Long> MEMORY =
      new ValueForm<>(
              "a size from 64MB on, such as 512MB or 4GB",
              text -> {
                long bytes = ValueForms.size().parse().apply(text);
                if (bytes < LEAST) {
                  throw new IllegalArgumentException(text);
                }
                return bytes;
              },
              ValueForms.size().print())
          .shaped(ValueForms.size().shape());

  /** Never shown when it is wrong: it may hold a password. */
  private static final ValueForm<String> URL =
      new ValueForm<String>(
              "jdbc:postgresql://host:port/database, without user and password in it",
              text -> {
                if (!PostgresSettings.isUrl(text)) {
                  throw new IllegalArgumentException("not the address of a database");
                }
                return text;
              },
              text -> text)
          .hidden();

  /** Reads the file of a home; one without it has the defaults: CONFIG_*, FILE_UNSAFE. */
  static HomeConfig of(Home home) {
    Path file = home.settings();
    try {
      if (!Files.exists(file)) {
        return DEFAULTS;
      }
      HomeConfig config = read(file.toString(), Files.readString(file));
      if (config.store.isPresent() || config.blobs.isPresent()) {
        // Whoever can change an address is sent what proves who we are.
        new FileGuard(home.folder()).requireUnchangeable(file);
      }
      return config;
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.CONFIG_UNREADABLE, "the settings of the home cannot be read")
              .at(file.toString())
              .found(FileFault.words(e)),
          e);
    }
  }

  static HomeConfig read(String file, String text) {
    Problems problems = new Problems();
    ConfigNode.Mapping mapping = YamlReader.read(file, text);
    HomeConfig config;
    try (Section top = Section.top(mapping, problems)) {
      Budget budget = top.section("budget", "what all runs may take together", HomeConfig::budget);
      config =
          new HomeConfig(
              top.section("engine", "what reads, sorts and writes tables", HomeConfig::memory),
              top.section("training", "the process that trains", HomeConfig::memory),
              budget.cores,
              budget.memory,
              top.section("store", "where the metadata is kept", HomeConfig::store),
              top.section("blobs", "where contents are kept", BlobsConfig::read),
              top.section("gc", "what is kept, and for how long", CollectSettings::read));
    }
    problems.throwIfAny();
    return config;
  }

  private static Optional<Long> memory(Section section) {
    return section.optional("memory", "the most memory it may use", MEMORY);
  }

  private static Budget budget(Section section) {
    return new Budget(
        section.optional("cores", "processors for all runs", ValueForms.whole(1, 4_096)),
        section.optional("memory", "memory for all runs", MEMORY));
  }

  private static Optional<PostgresSettings> store(Section section) {
    boolean given = !section.keys().isEmpty();
    Optional<String> url = section.optional("url", "the PostgreSQL database", URL);
    Optional<String> user = section.optional("user", "the user of the database", ValueForms.text());
    Optional<SecretName> password =
        section.optional("password", "the password of the user", SecretForm.FORM);
    if (given && !section.has("url")) {
      var _ = section.required("url", "the PostgreSQL database", URL, "");
    }
    return url.map(address -> PostgresSettings.of(address, user, password));
  }

  /** What runs may take together: as the file says, else all the machine has. */
  RunNeeds budget() {
    return new RunNeeds(
        budgetCores
            .map(Math::toIntExact)
            .orElseGet(() -> Runtime.getRuntime().availableProcessors()),
        budgetMemory.orElseGet(MachineSize::memory));
  }

  /** The secrets that opening the stores takes. */
  Set<SecretName> secrets() {
    Set<SecretName> names = new HashSet<>();
    store.flatMap(PostgresSettings::password).ifPresent(names::add);
    names.addAll(blobSecrets());
    return names;
  }

  /** The secrets that reading and writing blobs takes. */
  Set<SecretName> blobSecrets() {
    return blobs.map(s3 -> Set.of(s3.accessKey(), s3.secretKey())).orElse(Set.of());
  }

  /** The engine's memory in this process, when the file does not say: half the heap. */
  long engineMemoryHere() {
    return engineMemory.orElseGet(
        () -> Math.clamp(Runtime.getRuntime().maxMemory() / 2, 256L << 20, 8L << 30));
  }
}
