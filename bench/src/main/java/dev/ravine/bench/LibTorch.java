package dev.ravine.bench;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.LBFGS;
import org.bytedeco.pytorch.LBFGSOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LossClosure;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// The same work by libtorch, through bytedeco's bindings.
final class LibTorch {

  private LibTorch() {}

  static void threads(int threads) {
    torch.set_num_threads(threads);
  }

  static String description() {
    return "libtorch 2.10.0 (bytedeco 1.5.13), CPU capability "
        + torch.get_cpu_capability().getString();
  }

  private static final class Net extends Module {

    private final List<LinearImpl> layers = new ArrayList<>();

    Net() {
      int inputs = Ravine.FEATURES;
      for (int i = 0; i < 6; i++) {
        int outputs = i < 5 ? 100 : Ravine.CLASSES;
        layers.add(register_module("dense" + i, new LinearImpl(inputs, outputs)));
        inputs = outputs;
      }
    }

    Tensor forward(Tensor features) {
      Tensor x = features;
      for (int i = 0; i < 5; i++) {
        x = torch.relu(layers.get(i).forward(x));
      }
      return layers.get(5).forward(x);
    }
  }

  /// Which of Ravine's rules it has, by their names here.
  static final List<String> RULES =
      List.of(
          "sgd",
          "momentum",
          "nesterov",
          "adagrad",
          "rmsprop",
          "rmspropCentered",
          "rmspropMomentum",
          "adam",
          "amsgrad",
          "adamw");

  private static Optimizer optimizer(String rule, TensorVector parameters, double learningRate) {
    return switch (rule) {
      case "sgd", "momentum", "nesterov" -> {
        SGDOptions options = new SGDOptions(learningRate);
        options.momentum().put(rule.equals("sgd") ? 0 : 0.9);
        options.nesterov().put(rule.equals("nesterov"));
        yield new SGD(parameters, options);
      }
      case "adagrad" -> new Adagrad(parameters, new AdagradOptions(learningRate));
      case "rmsprop", "rmspropCentered", "rmspropMomentum" -> {
        RMSpropOptions options = new RMSpropOptions(learningRate);
        options.centered().put(rule.equals("rmspropCentered"));
        options.momentum().put(rule.equals("rmspropMomentum") ? 0.9 : 0);
        yield new RMSprop(parameters, options);
      }
      case "adam", "amsgrad" -> {
        AdamOptions options = new AdamOptions(learningRate);
        options.amsgrad().put(rule.equals("amsgrad"));
        yield new Adam(parameters, options);
      }
      case "adamw" -> new AdamW(parameters, new AdamWOptions(learningRate));
      default -> throw new IllegalArgumentException("libtorch has no " + rule);
    };
  }

  static Work trainingStep(String rule, double learningRate) {
    Net net = new Net();
    Optimizer optimizer = optimizer(rule, net.parameters(), learningRate);
    Tensor features =
        Tensor.create(Ravine.numbers(Ravine.BATCH * Ravine.FEATURES, 3))
            .reshape(Ravine.BATCH, Ravine.FEATURES);
    long[] labels = new long[Ravine.BATCH];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % Ravine.CLASSES;
    }
    Tensor targets = Tensor.create(labels);
    return () -> {
      try (PointerScope scope = new PointerScope()) {
        optimizer.zero_grad();
        Tensor loss = torch.cross_entropy_loss(net.forward(features), targets);
        loss.backward();
        optimizer.step();
        loss.item_float();
      }
    };
  }

  /// L-BFGS from the same start each time, on [Ravine#EXAMPLES] examples.
  ///
  /// @return a work that counts its evaluations
  static Evaluations lbfgs(int iterations) {
    Net net = new Net();
    List<Tensor> start = new ArrayList<>();
    TensorVector parameters = net.parameters();
    for (long i = 0; i < parameters.size(); i++) {
      start.add(parameters.get(i).detach().clone());
    }
    Tensor features =
        Tensor.create(Ravine.numbers(Ravine.EXAMPLES * Ravine.FEATURES, 3))
            .reshape(Ravine.EXAMPLES, Ravine.FEATURES);
    long[] labels = new long[Ravine.EXAMPLES];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % Ravine.CLASSES;
    }
    Tensor targets = Tensor.create(labels);
    return () -> {
      for (long i = 0; i < parameters.size(); i++) {
        parameters.get(i).set_data(start.get((int) i).clone());
      }
      try (PointerScope scope = new PointerScope()) {
        LBFGSOptions options = new LBFGSOptions(1);
        options.max_iter().put(iterations);
        options.max_eval().put(1000);
        options.tolerance_grad().put(0);
        options.tolerance_change().put(0);
        options.history_size().put(10);
        options.line_search_fn().put("strong_wolfe");
        LBFGS optimizer = new LBFGS(parameters, options);
        long[] count = {0};
        LossClosure closure =
            new LossClosure() {
              @Override
              public Tensor call() {
                count[0]++;
                optimizer.zero_grad();
                Tensor loss = torch.cross_entropy_loss(net.forward(features), targets);
                loss.backward();
                return loss;
              }
            };
        optimizer.step(closure);
        return count[0];
      }
    };
  }

  static Work optimizerStep(String rule, int size) {
    Tensor theta = Tensor.create(Ravine.numbers(size, 1));
    theta.requires_grad_(true);
    theta.mutable_grad().put(Tensor.create(Ravine.numbers(size, 2)));
    Optimizer optimizer = optimizer(rule, new TensorVector(theta), 1e-9);
    return () -> {
      try (PointerScope scope = new PointerScope()) {
        optimizer.step();
      }
    };
  }
}
