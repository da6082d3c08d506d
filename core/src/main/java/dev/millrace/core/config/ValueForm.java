package dev.millrace.core.config;

import java.util.function.Function;

/**
 * How a scalar of a configuration file is written.
 *
 * @param allowed what would be accepted, for messages and documentation
 * @param parse value of a text; an {@link IllegalArgumentException} means it is not of this form
 * @param print text of a value, as a user would write it
 */
public record ValueForm<T>(String allowed, Function<String, T> parse, Function<T, String> print) {}
