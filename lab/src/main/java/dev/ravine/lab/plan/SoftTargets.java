package dev.ravine.lab.plan;

import dev.ravine.nn.objective.Distillation;
import dev.ravine.optim.hyperparameter.HyperParameters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run learns from beside labels.
public sealed interface SoftTargets {

  /// From the experiment's teacher.
  ///
  /// @param temperature of both, positive
  /// @param weight of the teacher, 0 … 1
  record Distilled(double temperature, double weight) implements SoftTargets {

    @Override
    public String toString() {
      return "distill(%s,%s)"
          .formatted(HyperParameters.print(temperature), HyperParameters.print(weight));
    }

    @Override
    public Distillation distillation(TeacherOutputs teacher) {
      return new Distillation(teacher.logits(), temperature, weight, teacher.transfer());
    }
  }

  /// From nobody: part of each label goes to all classes.
  ///
  /// @param part 0 … 1
  record Smoothed(double part) implements SoftTargets {

    @Override
    public String toString() {
      return "smooth(%s)".formatted(HyperParameters.print(part));
    }

    @Override
    public Distillation distillation(TeacherOutputs teacher) {
      return Distillation.smoothing(teacher.labelled(), teacher.logits().classes(), part);
    }
  }

  /// The soft targets for a trainer.
  ///
  /// @param teacher what the experiment's teacher says
  /// @return what is learnt beside the labels
  Distillation distillation(TeacherOutputs teacher);

  /// Reads what `toString` writes.
  ///
  /// @param text such as `distill(4,0.9)`
  /// @return the soft targets
  static SoftTargets parse(String text) {
    Matcher distill = Pattern.compile("distill\\(([^,()]+),([^,()]+)\\)").matcher(text);
    if (distill.matches()) {
      return new Distilled(
          Double.parseDouble(distill.group(1)), Double.parseDouble(distill.group(2)));
    }
    Matcher smooth = Pattern.compile("smooth\\(([^,()]+)\\)").matcher(text);
    if (smooth.matches()) {
      return new Smoothed(Double.parseDouble(smooth.group(1)));
    }
    throw new IllegalArgumentException(
        "soft targets must be distill(T,weight) or smooth(part), was " + text);
  }
}
