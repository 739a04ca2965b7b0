package dev.ravine.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What Ravine says in this process.
record Said(int code, String out, String err) {

  private static final Logger RAVINE = Logger.getLogger("dev.ravine");

  static Said ravine(String... arguments) {
    RAVINE.setLevel(Level.WARNING);
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream toOut = new ByteArrayOutputStream();
    ByteArrayOutputStream toErr = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(toOut, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(toErr, true, StandardCharsets.UTF_8));
      int code = Main.run(arguments);
      return new Said(
          code, toOut.toString(StandardCharsets.UTF_8), toErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /// A command with little data, in the folder `out` of another.
  static Said small(Path folder, String... arguments) {
    String[] all = new String[arguments.length + 10];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    String[] rest = {
      "--train",
      "300",
      "--validation",
      "100",
      "--epochs",
      "2",
      "--batch",
      "100",
      "--out",
      folder.resolve("out").toString()
    };
    System.arraycopy(rest, 0, all, arguments.length, 10);
    return ravine(all);
  }
}
