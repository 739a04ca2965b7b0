package dev.ravine.lab.live;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who may ask: pages that this server sent, for this machine's names, and with the token where
/// something changes.
///
/// @param host name and port of this server
/// @param port where it listens
/// @param token that was printed when it started
/// @param everywhere whether other machines can ask: then even looking needs the token
record Access(String host, int port, String token, boolean everywhere) {

  private static final int TOKEN_BYTES = 16;

  static Access of(InetSocketAddress address) {
    InetAddress listens = address.getAddress();
    boolean here = listens.isLoopbackAddress() || listens.isAnyLocalAddress();
    String name = here ? "127.0.0.1" : listens.getHostAddress();
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return new Access(
        (name.contains(":") ? "[" + name + "]" : name) + ":" + address.getPort(),
        address.getPort(),
        HexFormat.of().formatHex(random),
        !listens.isLoopbackAddress());
  }

  /// Refuses a request that may not be answered.
  void check(HttpExchange exchange) {
    checkOrigin(exchange);
    boolean changes = exchange.getRequestMethod().equals("POST");
    if (!changes && !exchange.getRequestMethod().equals("GET")) {
      throw new Refusal(405, "only GET and POST are understood");
    }
    if (changes || everywhere) {
      checkToken(exchange);
    }
  }

  /// Another page in the same browser could ask in its user's name, or make a name of its own point
  /// here.
  private void checkOrigin(HttpExchange exchange) {
    List<String> names = List.of(host, "localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
    @Nullable String asked = exchange.getRequestHeaders().getFirst("Host");
    if (asked == null || (!names.contains(asked) && !everywhere)) {
      throw new Refusal(403, "Host must be %s, was %s".formatted(host, asked));
    }
    @Nullable String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
    @Nullable String mode = exchange.getRequestHeaders().getFirst("Sec-Fetch-Mode");
    boolean foreign = "cross-site".equals(site) || "same-site".equals(site);
    if (foreign && !("navigate".equals(mode) && exchange.getRequestMethod().equals("GET"))) {
      throw new Refusal(403, "requests must not come from another site");
    }
    @Nullable String origin = exchange.getRequestHeaders().getFirst("Origin");
    if (origin != null && !origin.equals("http://" + asked)) {
      throw new Refusal(403, "Origin must be http://%s, was %s".formatted(asked, origin));
    }
  }

  private void checkToken(HttpExchange exchange) {
    @Nullable String header = exchange.getRequestHeaders().getFirst("X-Ravine-Token");
    String given =
        header != null
            ? header
            : query(exchange).stream()
                .filter(part -> part.getKey().equals("token"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    if (!MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
      throw new Refusal(403, "this needs the token that was printed when the server started");
    }
  }

  /// Names and values, as they stand behind the question mark; a name may be there several times.
  static List<Map.Entry<String, String>> query(HttpExchange exchange) {
    @Nullable String raw = exchange.getRequestURI().getRawQuery();
    List<Map.Entry<String, String>> query = new ArrayList<>();
    for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
      String[] sides = part.split("=", 2);
      query.add(Map.entry(decoded(sides[0]), sides.length == 1 ? "" : decoded(sides[1])));
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
