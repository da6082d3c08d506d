package dev.millrace.duckdb.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimeScanTest {
  private final TimeScan scan = new TimeScan();

  private TimeScan.Kind scan(String text) {
    byte[] bytes = ("1" + text + "2").getBytes(StandardCharsets.UTF_8);
    return scan.scan(bytes, 1, bytes.length - 1);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  @Test
  void everyDayOfTheCalendar() {
    LocalDate last = LocalDate.of(9999, 12, 31);
    for (LocalDate day = LocalDate.of(1, 1, 1); !day.isAfter(last); day = day.plusDays(7)) {
      assertThat(scan(day.toString())).isEqualTo(TimeScan.Kind.DATE);
      assertThat(scan.days()).isEqualTo(day.toEpochDay());
    }
  }

  @Test
  void timesAgreeWithTheLibrary() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 5_000; i++) {
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              random.nextLong(-60_000_000_000L, 250_000_000_000L),
              random.nextInt(1_000_000) * 1000,
              ZoneOffset.UTC);
      assertThat(scan(time.toString())).isEqualTo(TimeScan.Kind.LOCAL);
      assertThat(scan.micros()).isEqualTo(micros(time.toInstant(ZoneOffset.UTC)));
      ZoneOffset zone = ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 60, 18 * 60) * 60);
      assertThat(scan(time.toString().replace('T', ' ') + zone)).isEqualTo(TimeScan.Kind.ZONED);
      assertThat(scan.micros()).isEqualTo(micros(time.toInstant(zone)));
    }
  }

  @Test
  void zonesAreWrittenInManyWays() {
    long noon = micros(Instant.parse("2024-02-29T12:00:00Z"));
    for (String text :
        List.of(
            "2024-02-29T12:00Z",
            "2024-02-29 12:00:00 UTC",
            "2024-02-29T13:00:00.000+01",
            "2024-02-29T13:00+0100",
            "2024-02-29t14:30:00+02:30",
            "2024-02-29 07:00:00-05")) {
      assertThat(scan(text)).as(text).isEqualTo(TimeScan.Kind.ZONED);
      assertThat(scan.micros()).as(text).isEqualTo(noon);
    }
  }

  @Test
  void fractionsBeyondMicrosecondsAreCutOff() {
    assertThat(scan("1969-12-31T23:59:59.9999999")).isEqualTo(TimeScan.Kind.LOCAL);
    assertThat(scan.micros()).isEqualTo(-1);
  }

  @Test
  void otherTextsAreNoTimes() {
    for (String text :
        List.of(
            "",
            "2024",
            "2024-1-01",
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-04-31",
            "0000-01-01",
            "10000-01-01",
            "2024-01-01T",
            "2024-01-01T24:00",
            "2024-01-01T12:60",
            "2024-01-01T12:00:60",
            "2024-01-01T12:00:00.",
            "2024-01-01T12",
            "2024-01-01T12:00+",
            "2024-01-01T12:00+19:00",
            "2024-01-01T12:00 CET",
            "01/02/2024",
            "2024-01-01T12:00+01:",
            "2024-01-01T12:00+01:00:00")) {
      assertThat(scan(text)).as(text).isEqualTo(TimeScan.Kind.NONE);
    }
  }
}
