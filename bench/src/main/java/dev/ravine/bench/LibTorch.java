package dev.ravine.bench;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Optimizer;
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

  enum Rule {
    SGD,
    ADAM;

    Optimizer on(TensorVector parameters, double learningRate) {
      return switch (this) {
        case SGD -> new SGD(parameters, new SGDOptions(learningRate));
        case ADAM -> new Adam(parameters, new AdamOptions(learningRate));
      };
    }
  }

  static Work trainingStep(Rule rule, double learningRate) {
    Net net = new Net();
    Optimizer optimizer = rule.on(net.parameters(), learningRate);
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

  static Work optimizerStep(Rule rule, int size) {
    Tensor theta = Tensor.create(Ravine.numbers(size, 1));
    theta.requires_grad_(true);
    theta.mutable_grad().put(Tensor.create(Ravine.numbers(size, 2)));
    Optimizer optimizer = rule.on(new TensorVector(theta), 1e-9);
    return () -> {
      try (PointerScope scope = new PointerScope()) {
        optimizer.step();
      }
    };
  }
}
