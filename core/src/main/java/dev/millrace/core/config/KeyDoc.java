package dev.millrace.core.config;

/**
 * What a key means; collected from the readers themselves, so that documentation and editor
 * completion cannot tell another story.
 *
 * @param path dotted path from the top of the file
 * @param meaning one line for people
 * @param allowed what values it takes
 * @param defaultText value when absent; empty when the key is required or simply absent
 * @param presence whether it must be there
 * @param shape what values it takes, for editors
 */
public record KeyDoc(
    String path,
    String meaning,
    String allowed,
    String defaultText,
    Presence presence,
    Shape shape) {
  /** Whether a key must be there. */
  public enum Presence {
    REQUIRED,
    DEFAULTED,
    OPTIONAL
  }
}
