package dev.millrace.server.http;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps other people's web pages away from a server that trusts whoever can reach it. A page whose
 * name was bound to this address sends its own name as Host; a page of another place sends its
 * Origin; a form of one cannot send JSON, a type of data that no form has, or a header of its own.
 */
final class Guard {
  private static final Pattern LOOPBACK_NAME =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|[a-z0-9-]+\\.localhost");
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
  private static final Pattern NO_FORM =
      Pattern.compile(
          "(application/(json|x-ndjson|octet-stream|[a-z0-9.-]+\\+json)|text/csv)\\s*(;.*)?");

  /** The header by which a caller shows that it is no form of a web page. */
  static final String CALLER_HEADER = "x-millrace";

  private final Set<String> names;
  private final String scheme;

  Guard(List<String> names, String scheme) {
    this.names =
        names.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.scheme = scheme;
  }

  /** Refuses to serve anybody but this machine, since nobody is asked who they are. */
  static void requireLoopback(String host) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw Problem.of(ErrorCode.ADDRESS_UNUSABLE, "there is no such address to listen at")
          .at("server.host")
          .found(host)
          .asException();
    }
    if (!address.isLoopbackAddress()) {
      throw Problem.of(
              ErrorCode.AUTHENTICATION_MISSING,
              "the server asks nobody who they are, so it listens to this machine only")
          .at("server.host")
          .found(host)
          .allowed("127.0.0.1, ::1 or localhost")
          .next("Put a proxy that authenticates before it, on this machine.")
          .asException();
    }
  }

  /** Why a request is refused whatever it asks for; empty when it is not. */
  Optional<Problem> refuse(Method method, Optional<String> host, Headers headers) {
    if (host.isEmpty() || !isOurName(host.get())) {
      return Optional.of(
          Problem.of(ErrorCode.HOST_REFUSED, "this server does not go by that name")
              .at("Host")
              .found(host.orElse("none, or several"))
              .allowed("localhost, a loopback address, or a name listed in 'server.names'"));
    }
    Optional<String> origin = headers.first("origin");
    if (origin.isPresent() && !origin.get().equalsIgnoreCase(scheme + "://" + host.get())) {
      return Optional.of(foreign("Origin", origin.get()));
    }
    return method.changes() ? refuseChange(headers) : Optional.empty();
  }

  private Optional<Problem> refuseChange(Headers headers) {
    Optional<String> site = headers.first("sec-fetch-site");
    if (site.isPresent() && !site.get().equals("same-origin") && !site.get().equals("none")) {
      return Optional.of(foreign("Sec-Fetch-Site", site.get()));
    }
    // A form always names its type, and a script's request without one carries its origin.
    boolean noForm =
        headers.first("content-type").isEmpty()
            || headers.only("content-type").filter(Guard::isNoForm).isPresent();
    if (noForm || headers.first(CALLER_HEADER).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
                ErrorCode.MEDIA_TYPE_REFUSED,
                "a change must show that it does not come from a form of a web page")
            .at("Content-Type")
            .found(headers.first("content-type").orElse("none"))
            .allowed("application/json, application/octet-stream, text/csv or none")
            .next("Send JSON, or the header X-Millrace with any value."));
  }

  private static Problem foreign(String where, String found) {
    return Problem.of(ErrorCode.ORIGIN_REFUSED, "pages of other places may not ask this server")
        .at(where)
        .found(found);
  }

  private static boolean isNoForm(String type) {
    return type.equals(Response.JSON) || NO_FORM.matcher(type.toLowerCase(Locale.ROOT)).matches();
  }

  private boolean isOurName(String host) {
    String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    return LOOPBACK_NAME.matcher(name).matches() || names.contains(name);
  }
}
