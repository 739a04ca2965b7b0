package dev.ravine.lab.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void numbersAndTextsAreReadBackAsTheyWere() {
    Csv csv = new Csv("what", "value");
    csv.row("a, \"b\"", 1e-7);
    csv.row("adam 1e-3", 0.005);
    csv.row("-1e-3", OptionalDouble.empty());
    csv.row("=1+1", OptionalDouble.of(Double.NaN));
    csv.row("+cat", 123456789.25);
    assertThat(csv)
        .hasToString(
            "what,value\n"
                + "\"a, \"\"b\"\"\",1e-7\n"
                + "adam 1e-3,5e-3\n"
                + "-1e-3,\n"
                + "'=1+1,NaN\n"
                + "'+cat,1.2345678925e8\n");
  }
}
