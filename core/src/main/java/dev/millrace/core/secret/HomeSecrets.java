package dev.millrace.core.secret;

import dev.millrace.core.policy.FileGuard;
import dev.millrace.core.policy.Policy;
import dev.millrace.core.policy.Power;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.secret.Secret;
import dev.millrace.spi.secret.SecretName;
import dev.millrace.spi.secret.Secrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The secrets of a home: the file {@code secrets/NAME}, else the variable {@code NAME} of the
 * environment when the policy grants it. Nothing is kept: each use reads again.
 */
public final class HomeSecrets implements Secrets {
  /** Folder of the secrets in a home. */
  public static final String FOLDER = "secrets";

  private static final int LONGEST = 1 << 16;

  private final Policy policy;
  private final Function<String, Optional<String>> environment;

  /**
   * @param environment the value of a variable, when it is set; asked for granted names only
   */
  public HomeSecrets(Policy policy, Function<String, Optional<String>> environment) {
    this.policy = policy;
    this.environment = environment;
  }

  @Override
  public Secret resolve(SecretName name) {
    Path file = folder().resolve(name.value());
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Secret(name, read(file));
    }
    if (!policy.mayUse(name)) {
      throw missing(name, file, "the home has no such secret, and no grant for the environment");
    }
    String value = environment.apply(name.value()).orElse("");
    if (value.isEmpty()) {
      throw missing(name, file, "the home has no such secret, and the variable is not set");
    }
    return new Secret(name, value);
  }

  /** Names of the files, whether they can be used or not. */
  public List<SecretName> names() throws IOException {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    List<SecretName> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.sorted().toList()) {
        // What cannot be asked for is no secret: an editor's copy, the links of a mount.
        String name = file.getFileName().toString();
        if (SecretName.isOne(name)) {
          names.add(new SecretName(name));
        }
      }
    }
    return names;
  }

  public Path folder() {
    return policy.home().resolve(FOLDER);
  }

  private String read(Path file) {
    try {
      new FileGuard(policy.home()).requirePrivate(file);
      if (Files.size(file) > LONGEST) {
        throw unusable(file, "the secret is too long").allowed(LONGEST + " bytes").asException();
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      String value = withoutLineEnd(text);
      if (value.isEmpty()) {
        throw unusable(file, "the secret is empty").asException();
      }
      return value;
    } catch (CharacterCodingException e) {
      throw unusable(file, "the secret is not UTF-8 text").asException();
    } catch (IOException e) {
      throw new MillraceException(
          unusable(file, "the secret cannot be read").found(FileFault.words(e)), e);
    }
  }

  /** Editors and {@code echo} end a file with a line end that is no part of the secret. */
  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static Problem unusable(Path file, String what) {
    return Problem.of(ErrorCode.SECRET_UNUSABLE, what)
        .at(file.toString())
        .next("Write the value into this file, as UTF-8 text and nothing else.");
  }

  private MillraceException missing(SecretName name, Path file, String what) {
    boolean granted = policy.mayUse(name);
    return Problem.of(granted ? ErrorCode.SECRET_MISSING : ErrorCode.POLICY_DENIED, what)
        .at("secret(" + name + ")")
        .next(
            "Put the value into "
                + file
                + " (chmod 600)"
                + (granted
                    ? ", or set the variable " + name + "."
                    : ", or set the variable "
                        + name
                        + " and grant it: "
                        + policy.advice(Power.ENVIRONMENT, name.value())))
        .asException();
  }
}
