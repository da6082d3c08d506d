package dev.millrace.architecture;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What other people's code can see of a module, as text: types, then their members, in order. */
final class ApiListing {
  private ApiListing() {}

  /** Lists the compiled classes under a folder. */
  static String of(Path classes) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Path file : Checkout.filesUnder(classes, ".class")) {
      String name = classes.relativize(file).toString().replace('\\', '/');
      names.add(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
    }
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      Class<?> type = load(name);
      if (isVisible(type)) {
        describe(type, text);
      }
    }
    return text.toString();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiListing.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("not on the class path: " + name, e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
      return false;
    }
    Class<?> outer = type.getEnclosingClass();
    return isOpen(type.getModifiers()) && (outer == null || isVisible(outer));
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static void describe(Class<?> type, StringBuilder text) {
    text.append(type.toGenericString());
    append(text, " extends ", Stream.of(type.getGenericSuperclass()).filter(t -> t != null));
    append(text, " implements ", Arrays.stream(type.getGenericInterfaces()));
    if (type.isSealed()) {
      append(text, " permits ", Arrays.stream(type.getPermittedSubclasses()));
    }
    text.append('\n');
    if (type.isRecord()) {
      for (RecordComponent part : type.getRecordComponents()) {
        text.append("  component ").append(name(part.getGenericType())).append(' ');
        text.append(part.getName()).append('\n');
      }
    }
    members(type).sorted().forEach(line -> text.append("  ").append(line).append('\n'));
  }

  private static void append(StringBuilder text, String word, Stream<? extends Type> types) {
    String joined =
        types
            .map(ApiListing::name)
            .filter(name -> !name.equals("java.lang.Object"))
            .collect(Collectors.joining(", "));
    if (!joined.isEmpty()) {
      text.append(word).append(joined);
    }
  }

  private static String name(Type type) {
    return type.getTypeName();
  }

  private static Stream<String> members(Class<?> type) {
    List<String> lines = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      add(lines, field, "field " + field.toGenericString());
    }
    for (Constructor<?> maker : type.getDeclaredConstructors()) {
      add(lines, maker, "new " + maker.toGenericString());
    }
    for (Method method : type.getDeclaredMethods()) {
      if (!isOfARecordComponent(type, method)) {
        add(lines, method, method.toGenericString());
      }
    }
    String owner = type.getTypeName() + ".";
    return lines.stream().map(line -> line.replace(owner, "").replace("java.lang.", ""));
  }

  private static void add(List<String> lines, Member member, String line) {
    if (isOpen(member.getModifiers()) && !member.isSynthetic()) {
      lines.add(line);
    }
  }

  /** Accessors, equals, hashCode and toString of records go without saying. */
  private static boolean isOfARecordComponent(Class<?> type, Method method) {
    return type.isRecord()
        && (List.of("equals", "hashCode", "toString").contains(method.getName())
            || Arrays.stream(type.getRecordComponents())
                .anyMatch(part -> method.equals(part.getAccessor())));
  }
}
