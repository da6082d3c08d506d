package dev.millrace.spi.store;

import java.util.List;

/**
 * Some of the stages whose results name blobs, those of newer runs first.
 *
 * @param next what to ask for next; 0 when there are no more
 */
public record UsePage(List<StageUse> uses, long next) {
  public UsePage {
    uses = List.copyOf(uses);
  }
}
