import dev.ravine.optim.problems.TestProblem;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Evaluates test problems for minimize.py: reads `list`, or a label and a point, and answers with
/// labels and starts, or with value and gradient. Numbers are written so that they are read again as
/// the same doubles.
final class Evaluate {

  private Evaluate() {}

  static void main() throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("list")) {
        for (TestProblem problem : TestProblem.moreGarbowHillstrom()) {
          System.out.println(problem.label() + " " + numbers(problem.start()));
        }
        System.out.println();
      } else {
        String[] words = line.split(" ");
        double[] x = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
        double[] gradient = new double[x.length];
        TestProblem problem =
            TestProblem.moreGarbowHillstrom().stream()
                .filter(one -> one.label().equals(words[0]))
                .findFirst()
                .orElseThrow();
        System.out.println(problem.gradient(x, gradient) + " " + numbers(gradient));
      }
      System.out.flush();
    }
  }

  private static String numbers(double[] values) {
    return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }
}
