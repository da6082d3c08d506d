package dev.millrace.spi.secret;

/**
 * Finds secrets by name. Whoever needs one keeps its name and asks at the moment of use, each time:
 * a changed secret is seen without a restart, and one that is not used is never read. Safe for use
 * by any number of threads.
 */
@FunctionalInterface
public interface Secrets {
  /** The secret; SECRET_MISSING, POLICY_DENIED, FILE_UNSAFE. */
  Secret resolve(SecretName name);
}
