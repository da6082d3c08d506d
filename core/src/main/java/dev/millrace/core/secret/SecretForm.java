package dev.millrace.core.secret;

import dev.millrace.core.config.ValueForm;
import dev.millrace.spi.secret.SecretName;

/** How a key asks for a secret: {@code secret(NAME)}. A value written out is refused, unseen. */
public final class SecretForm {
  private static final String BEGIN = "secret(";

  /** The form of a key whose value is a secret. */
  public static final ValueForm<SecretName> FORM =
      new ValueForm<SecretName>(
              "secret(NAME), never the value itself", SecretForm::parse, name -> BEGIN + name + ")")
          .hidden();

  private SecretForm() {}

  private static SecretName parse(String text) {
    String plain = text.strip();
    if (!plain.startsWith(BEGIN) || !plain.endsWith(")")) {
      throw new IllegalArgumentException("not of the form secret(NAME)");
    }
    return new SecretName(plain.substring(BEGIN.length(), plain.length() - 1).strip());
  }
}
