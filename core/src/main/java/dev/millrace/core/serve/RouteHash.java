package dev.millrace.core.serve;

import dev.millrace.core.serve.log.PredictionId;

/** Even bits by which a request finds its route. */
final class RouteHash {
  private RouteHash() {}

  static long of(PredictionId id) {
    return mix(id.high() ^ mix(id.low()));
  }

  /** The same key always gives the same bits. */
  static long of(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L; // FNV-1a over UTF-16 units
    }
    return mix(hash);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
