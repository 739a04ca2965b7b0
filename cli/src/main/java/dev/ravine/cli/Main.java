package dev.ravine.cli;

import dev.ravine.cli.catalogue.DataCommand;
import dev.ravine.cli.catalogue.MinimizersCommand;
import dev.ravine.cli.catalogue.OptimizersCommand;
import dev.ravine.cli.catalogue.ScheduleCommand;
import dev.ravine.cli.command.CompareCommand;
import dev.ravine.cli.command.DistillCommand;
import dev.ravine.cli.command.EnsembleCommand;
import dev.ravine.cli.command.EvaluateCommand;
import dev.ravine.cli.command.ExportCommand;
import dev.ravine.cli.command.ExportModelCommand;
import dev.ravine.cli.command.FindLearningRateCommand;
import dev.ravine.cli.command.LandscapeCommand;
import dev.ravine.cli.command.NodeCommand;
import dev.ravine.cli.command.PredictCommand;
import dev.ravine.cli.command.ReportCommand;
import dev.ravine.cli.command.ResumeCommand;
import dev.ravine.cli.command.RunCommand;
import dev.ravine.cli.command.RunsCommand;
import dev.ravine.cli.command.ServeCommand;
import dev.ravine.cli.command.SimulateCommand;
import dev.ravine.cli.command.SweepCommand;
import dev.ravine.cli.command.TrainCommand;
import dev.ravine.cli.console.WatchedOutput;
import dev.ravine.cli.objective.CheckGradientCommand;
import dev.ravine.cli.objective.MinimizeCommand;
import dev.ravine.cli.objective.ProblemsCommand;
import dev.ravine.cli.objective.SurfaceCommand;
import dev.ravine.cli.objective.TraceCommand;
import dev.ravine.cli.option.CommandArguments;
import dev.ravine.cluster.host.ClusterException;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.data.DataException;
import dev.ravine.kernels.KernelChoice;
import dev.ravine.lab.run.Provenance;
import dev.ravine.optim.stage.NonFiniteGradientException;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The program. Exit code 0: done, also if a run diverged; 1: a defect of Ravine; 2: something the
/// user can mend, said in one line on standard error; 130: stopped by Ctrl-C.
@Command(
    name = "ravine",
    description = "Optimization algorithms for neural networks, compared on real networks.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CompareCommand.class,
      RunCommand.class,
      SweepCommand.class,
      TrainCommand.class,
      EnsembleCommand.class,
      DistillCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      ExportModelCommand.class,
      ResumeCommand.class,
      RunsCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      ServeCommand.class,
      FindLearningRateCommand.class,
      NodeCommand.class,
      SimulateCommand.class,
      TraceCommand.class,
      OptimizersCommand.class,
      ScheduleCommand.class,
      MinimizeCommand.class,
      MinimizersCommand.class,
      ProblemsCommand.class,
      CheckGradientCommand.class,
      SurfaceCommand.class,
      LandscapeCommand.class,
      DataCommand.class,
      CommandLine.HelpCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    footer = {"", "./ravine COMMAND --help, or ./ravine help COMMAND, explains a command."})
public final class Main implements Runnable {

  private static final Logger RAVINE = Logger.getLogger("dev.ravine");
  private static final String STACKTRACE = "--stacktrace";
  private static final int USERS_TO_MEND = 2;

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  @CommandLine.Option(
      names = STACKTRACE,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Print where an error comes from.")
  @SuppressWarnings("unused") // declared for the help; errors look at what was typed
  private boolean stacktrace;

  /// What `--version` prints.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "ravine " + Provenance.version(),
        "JDK ${java.version} (${java.vendor}), ${os.name} ${os.arch}"
      };
    }
  }

  /// Called by the command line library.
  public Main() {}

  /// Runs the program and ends the process.
  ///
  /// @param arguments as typed
  public static void main(String[] arguments) {
    RAVINE.setLevel(Level.WARNING);
    // Numbers are written in one way, whatever language the system speaks.
    Locale.setDefault(Locale.ROOT);
    WatchedOutput watched = new WatchedOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(watched, true, StandardCharsets.UTF_8));
    int code = run(arguments);
    if (watched.failure().isPresent()) {
      System.err.println(
          "ravine: standard output can't be written: " + watched.failure().get().getMessage());
      code = USERS_TO_MEND;
    }
    System.exit(code);
  }

  /// Runs the program.
  ///
  /// @param arguments as typed
  /// @return the exit code
  static int run(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setUnmatchedOptionsAllowedAsOptionParameters(
        CommandArguments.haveNegativeNumbers(arguments));
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((exception, typed) ->
        failed(exception.getCommandLine(), explain(exception), exception, typed));
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> failed(command, exception, arguments));
    String classPath = System.getenv().getOrDefault("RAVINE_CLASS_PATH", "");
    try {
      checkClassPath(classPath);
      KernelChoice.current();
    } catch (IllegalArgumentException | IllegalStateException e) {
      return failed(line, String.valueOf(e.getMessage()), e, arguments);
    }
    try {
      return line.execute(arguments);
    } catch (ServiceConfigurationError | ExceptionInInitializerError e) {
      if (classPath.isBlank()) {
        throw e;
      }
      return failed(line, "RAVINE_CLASS_PATH: " + rootMessage(e), e, arguments);
    } catch (OutOfMemoryError | StackOverflowError e) {
      String what =
          e instanceof OutOfMemoryError
              ? "there is not enough memory (RAVINE_JAVA_OPTIONS=-Xmx8g gives 8 GB): take less data, a smaller network or a smaller batch"
              : "something that was given is nested too deeply";
      return failed(line, what, new IllegalArgumentException(what, e), arguments);
    }
  }

  /// Checks that jars of others are there.
  ///
  /// @param classPath as in RAVINE_CLASS_PATH
  static void checkClassPath(String classPath) {
    for (String jar : classPath.split(File.pathSeparator, -1)) {
      if (!jar.isBlank() && !jar.endsWith("*") && !new File(jar).exists()) {
        throw new IllegalArgumentException("RAVINE_CLASS_PATH: %s is missing".formatted(jar));
      }
    }
  }

  /// What is at the bottom of a jar that can't be loaded.
  static String rootMessage(Throwable thrown) {
    return thrown.getCause() == null
        ? String.valueOf(thrown.getMessage())
        : rootMessage(thrown.getCause());
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  private static String explain(ParameterException exception) {
    String message = firstLine(String.valueOf(exception.getMessage()));
    if (exception instanceof UnmatchedArgumentException unmatched) {
      List<String> known =
          unmatched.isUnknownOption()
              ? List.copyOf(exception.getCommandLine().getCommandSpec().optionsMap().keySet())
              : List.copyOf(exception.getCommandLine().getSubcommands().keySet());
      if (!known.isEmpty()) {
        Optional<String> meant = otherName(unmatched.getUnmatched().getFirst());
        if (meant.isPresent()) {
          return meant.get();
        }
        return dev.ravine.optim.recipe.Suggestion.unknown(
            unmatched.isUnknownOption() ? "option" : "command",
            unmatched.getUnmatched().getFirst(),
            known);
      }
    }
    return message.replaceFirst("^Error: ", "");
  }

  /// Names that other programs have for what is called otherwise here.
  private static Optional<String> otherName(String typed) {
    String name = typed.replaceFirst("=.*", "");
    return Optional.ofNullable(
            switch (name) {
              case "--lr", "--learning-rate", "--rate" ->
                  "a learning rate stands behind the optimizer: --optimizer adam:1e-3, or"
                      + " --optimizers adam:1e-3,sgd:0.1";
              case "--batch-size", "--bs" -> "the batch size is --batch";
              case "--wd", "--weight-decay" ->
                  "weight decay is part of the optimizer: 'adamw(weightDecay=0.1):1e-3'";
              case "--momentum" ->
                  "momentum is part of the optimizer: 'momentum(momentum=0.95):0.01'";
              case "--layers", "--arch" -> "the layers are --hidden, such as 2x100";
              case "--valid", "--val" -> "the number of validation examples is --validation";
              case "--more" ->
                  "to continue a training that ended: ./ravine resume FOLDER --more 10";
              case "--logdir", "--output" -> "the folder for results is --out";
              default -> null;
            })
        .map(text -> "there is no option " + name + ": " + text);
  }

  /// Exceptions of the file system often say a file's name and nothing else.
  private static String explain(Exception exception) {
    return switch (exception) {
      case NoSuchFileException e when e.getReason() == null -> e.getFile() + " is missing";
      case AccessDeniedException e -> e.getFile() + " can't be opened: access is denied";
      case FileSystemException e when e.getReason() == null -> e.getFile() + " can't be used";
      default -> String.valueOf(exception.getMessage());
    };
  }

  private static int failed(CommandLine command, Exception exception, String[] arguments) {
    if (exception.getCause() instanceof OutOfMemoryError memory) {
      throw memory;
    }
    boolean usersToMend =
        exception instanceof IllegalArgumentException
            || exception instanceof NonFiniteGradientException
            || exception instanceof DataException
            || exception instanceof ClusterException
            || exception instanceof ShardsLostException
            || exception instanceof IOException
            || exception instanceof UncheckedIOException;
    if (usersToMend) {
      return failed(command, explain(exception), exception, arguments);
    }
    failed(
        command,
        "a defect of Ravine: %s (%s shows where)".formatted(exception, STACKTRACE),
        exception,
        arguments);
    return 1;
  }

  private static int failed(
      CommandLine command, String message, Throwable exception, String[] arguments) {
    command.getErr().println("ravine: " + firstLine(message));
    if (List.of(arguments).contains(STACKTRACE)) {
      exception.printStackTrace(command.getErr());
    }
    return USERS_TO_MEND;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("something went wrong");
  }
}
