package dev.millrace.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list of calls that code may not make. An entry is {@code Type.method}, any parameters, or
 * {@code Type.method(Parameter, ...)}, exactly these; types without their package where that is
 * {@code java.*}. A constructor is the method {@code new}.
 */
final class ForbiddenCalls {
  /** Calls whose result depends on the machine's settings, in any module. */
  static final ForbiddenCalls EVERYWHERE =
      new ForbiddenCalls(
          // default charset
          "String.getBytes()",
          "String.new(byte[])",
          "String.new(byte[], int, int)",
          "InputStreamReader.new(InputStream)",
          "OutputStreamWriter.new(OutputStream)",
          "FileReader.new(File)",
          "FileReader.new(String)",
          "FileWriter.new(File)",
          "FileWriter.new(String)",
          "FileWriter.new(File, boolean)",
          "FileWriter.new(String, boolean)",
          "PrintWriter.new(OutputStream)",
          "PrintWriter.new(OutputStream, boolean)",
          "PrintStream.new(OutputStream)",
          "PrintStream.new(OutputStream, boolean)",
          "Scanner.new(InputStream)",
          "ByteArrayOutputStream.toString()",
          // default locale
          "String.toLowerCase()",
          "String.toUpperCase()",
          "String.format(String, Object[])",
          "String.formatted",
          "PrintStream.printf(String, Object[])",
          "PrintStream.format(String, Object[])",
          "PrintWriter.printf(String, Object[])",
          "PrintWriter.format(String, Object[])",
          "Locale.getDefault",
          "DateTimeFormatter.ofPattern(String)",
          "DecimalFormat.new(String)",
          "NumberFormat.getInstance()",
          "SimpleDateFormat.new",
          // default zone
          "ZoneId.systemDefault",
          "TimeZone.getDefault",
          // threads nobody passed in
          "ForkJoinPool.commonPool",
          "Collection.parallelStream",
          "BaseStream.parallel",
          "CompletableFuture.supplyAsync(Supplier)",
          "CompletableFuture.runAsync(Runnable)",
          "CompletableFuture.thenApplyAsync(Function)",
          "CompletableFuture.thenAcceptAsync(Consumer)",
          "CompletableFuture.thenRunAsync(Runnable)",
          "CompletableFuture.thenComposeAsync(Function)",
          // chance without a seed
          "Math.random",
          "Random.new()",
          "SplittableRandom.new()",
          "ThreadLocalRandom.current",
          "Collections.shuffle(List)");

  /** Bytes that become objects of their own choosing; tests of what others serialize may. */
  static final ForbiddenCalls IN_WHAT_SHIPS =
      new ForbiddenCalls("ObjectInputStream.new", "ObjectInputStream.readObject");

  /** Names of classes, which tell users nothing: failures of files have words in FileFault. */
  static final ForbiddenCalls NAMES_OF_CLASSES =
      new ForbiddenCalls("Class.getSimpleName", "Class.getCanonicalName");

  /** Calls that only the wiring of the program may make. */
  static final ForbiddenCalls OUTSIDE_THE_EDGE =
      new ForbiddenCalls(
          "Instant.now",
          "LocalDate.now",
          "LocalTime.now",
          "LocalDateTime.now",
          "OffsetDateTime.now",
          "ZonedDateTime.now",
          "Year.now",
          "Clock.systemUTC",
          "Clock.systemDefaultZone",
          "Clock.system",
          "System.currentTimeMillis",
          "Date.new()",
          "UUID.randomUUID",
          "SecureRandom.new",
          "SecureRandom.getInstanceStrong",
          "System.getenv",
          "System.exit",
          "Runtime.exit",
          "Runtime.halt",
          "Runtime.availableProcessors");

  /** Elementary functions whose last bit may differ between processors, and fused operations. */
  static final ForbiddenCalls MACHINE_DEPENDENT_MATH =
      new ForbiddenCalls(
          Stream.of(
                  "sin cos tan asin acos atan atan2 sinh cosh tanh exp expm1 log log1p log10 pow cbrt"
                      .split(" ", -1),
                  new String[] {"hypot", "fma"})
              .flatMap(Stream::of)
              .map(name -> "Math." + name)
              .toArray(String[]::new));

  static final ForbiddenCalls IN_TESTS =
      new ForbiddenCalls(
          "Thread.sleep",
          "TimeUnit.sleep",
          "Math.random",
          "Random.new()",
          "SplittableRandom.new()",
          "ThreadLocalRandom.current",
          "Collections.shuffle(List)");

  private final Set<String> entries;

  private ForbiddenCalls(String... entries) {
    this.entries = Set.of(entries);
  }

  /** True when the call is on the list, through whichever type it is made. */
  boolean forbid(JavaCodeUnitAccess<?> call) {
    JavaClass owner = call.getTargetOwner();
    String method = call.getTarget().getName();
    if (method.equals("<init>")) {
      return lists(owner, "new", call);
    }
    return Stream.of(Set.of(owner), owner.getAllRawSuperclasses(), owner.getAllRawInterfaces())
        .flatMap(Collection::stream)
        .anyMatch(type -> lists(type, method, call));
  }

  private boolean lists(JavaClass owner, String method, JavaCodeUnitAccess<?> call) {
    String name = owner.getSimpleName() + "." + method;
    return owner.getName().startsWith("java.")
        && (entries.contains(name) || entries.contains(name + parameters(call)));
  }

  private static String parameters(JavaCodeUnitAccess<?> call) {
    List<String> names =
        call.getTarget().getRawParameterTypes().stream()
            .map(HasName::getName)
            .map(name -> name.startsWith("[L") ? name.substring(2, name.length() - 1) + "[]" : name)
            .map(name -> name.equals("[B") ? "byte[]" : name)
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .toList();
    return names.stream().collect(Collectors.joining(", ", "(", ")"));
  }
}
