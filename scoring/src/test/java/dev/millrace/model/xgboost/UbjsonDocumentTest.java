package dev.millrace.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UbjsonDocumentTest {

  @Test
  void arraysOfNumbersAreReadInEveryForm() {
    for (String form :
        List.of(
            "[U\u0001i\u0002I\u0000\u0003l\u0000\u0000\u0000\u0004]",
            "[#U\u0004i\u0001i\u0002Ni\u0003i\u0004",
            "[$i#U\u0004\u0001\u0002\u0003\u0004",
            "[$I#i\u0004\u0000\u0001\u0000\u0002\u0000\u0003\u0000\u0004",
            "N[NTNi\u0002i\u0003i\u0004N]")) {
      assertThat(document(form).ints()).containsExactly(1, 2, 3, 4);
    }
    assertThat(document("[]").ints()).isEmpty();
    assertThat(document("[#U\u0000").floats()).isEmpty();
    assertThat(document("[$d#U\u0002?\u0080\u0000\u0000\u0080\u0000\u0000\u0000").floats())
        .containsExactly(1f, -0f);
    assertThat(document("[D?\u00f0\u0000\u0000\u0000\u0000\u0000\u0000i\u0007]").floats())
        .containsExactly(1f, 7f);
  }

  @Test
  void objectsAreReadInEveryForm() {
    for (String form :
        List.of(
            "{U\u0001aSU\u0001xU\u0001bSi\u0001y}",
            "{#U\u0002U\u0001aSU\u0001xU\u0001bSi\u0001y",
            "{$S#U\u0002U\u0001aU\u0001xU\u0001bi\u0001y")) {
      UbjsonDocument in = document(form);
      List<String> seen = new ArrayList<>();
      in.members(name -> seen.add(name + "=" + in.text()));
      assertThat(seen).containsExactly("a=x", "b=y");
      in.end();
    }
  }

  @Test
  void everyKindOfValueCanBeSkipped() {
    UbjsonDocument in =
        document(
            "[ZTFi\u0001U\u0001I\u0001\u0001l1234L12345678d1234D12345678CxSU\u0002abHU\u0003123"
                + "[[]{}]{U\u0001a[$i#U\u000212U\u0001b[#U\u0001SU\u0001x}[$[#U\u0002]]"
                + "[${#U\u0001U\u0001aZ}]");
    int[] count = {0};
    in.items(
        () -> {
          in.skip();
          count[0]++;
        });
    in.end();
    assertThat(count[0]).isEqualTo(17);
  }

  @Test
  void scalarsAreReadAsTheirText() {
    UbjsonDocument in = document("[SU\u0003a\u00c3\u00a9i\u00ffHU\u00043E-1d?\u0000\u0000\u0000]");
    List<String> seen = new ArrayList<>();
    in.items(() -> seen.add(in.text()));
    assertThat(seen).containsExactly("a\u00e9", "-1", "3E-1", "0.5");
  }

  private static UbjsonDocument document(String latin) {
    return new UbjsonDocument(latin.getBytes(StandardCharsets.ISO_8859_1));
  }
}
