package dev.ravine.bench;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The work of [ProgramWork] by libtorch.
final class LibTorchProgram {

  private static final int EVALUATED = 1000;

  private LibTorchProgram() {}

  private static final class Net extends Module {
    private final LinearImpl first;
    private final LinearImpl second;
    private final LinearImpl last;

    Net() {
      first = register_module("first", new LinearImpl(ProgramWork.FEATURES, ProgramWork.HIDDEN));
      second = register_module("second", new LinearImpl(ProgramWork.HIDDEN, ProgramWork.SECOND));
      last = register_module("last", new LinearImpl(ProgramWork.SECOND, ProgramWork.CLASSES));
    }

    Tensor forward(Tensor x) {
      return last.forward(torch.relu(second.forward(torch.relu(first.forward(x)))));
    }
  }

  /// One example at a time, from an array to an array.
  static Work predicting(float[][] rows) {
    Net net = new Net();
    FloatPointer memory = new FloatPointer(ProgramWork.FEATURES);
    Tensor in = torch.from_blob(memory, 1, ProgramWork.FEATURES);
    float[] probabilities = new float[ProgramWork.CLASSES];
    return () -> {
      try (NoGradGuard guard = new NoGradGuard()) {
        for (int i = 0; i < ProgramWork.CALLS; i++) {
          try (PointerScope scope = new PointerScope()) {
            memory.put(rows[i], 0, rows[i].length);
            Tensor said = torch.softmax(net.forward(in), 1);
            new FloatPointer(said.data_ptr_float()).get(probabilities);
          }
        }
      }
    };
  }

  /// A loop over shuffled batches, and the accuracy after each epoch.
  static Work training(ProgramWork.Labelled train, ProgramWork.Labelled validation) {
    return () -> {
      Net net = new Net();
      Adam adam = new Adam(net.parameters(), new AdamOptions(1e-3));
      Tensor x = features(train);
      Tensor y = Tensor.create(longs(train.labels()));
      Tensor vx = features(validation);
      Tensor vy = Tensor.create(longs(validation.labels()));
      for (int epoch = 0; epoch < ProgramWork.EPOCHS; epoch++) {
        long[] order = shuffled(train.labels().length, epoch);
        for (int from = 0; from + ProgramWork.BATCH <= order.length; from += ProgramWork.BATCH) {
          try (PointerScope scope = new PointerScope()) {
            long[] batch = new long[ProgramWork.BATCH];
            System.arraycopy(order, from, batch, 0, batch.length);
            Tensor index = Tensor.create(batch);
            adam.zero_grad();
            Tensor loss =
                torch.cross_entropy_loss(
                    net.forward(x.index_select(0, index)), y.index_select(0, index));
            loss.backward();
            adam.step();
            loss.item_float();
          }
        }
        evaluate(net, vx, vy);
      }
    };
  }

  private static void evaluate(Net net, Tensor x, Tensor y) {
    try (NoGradGuard guard = new NoGradGuard()) {
      for (long from = 0; from < x.size(0); from += EVALUATED) {
        try (PointerScope scope = new PointerScope()) {
          Tensor said = net.forward(x.narrow(0, from, EVALUATED));
          torch.cross_entropy_loss(said, y.narrow(0, from, EVALUATED)).item_float();
        }
      }
    }
  }

  private static Tensor features(ProgramWork.Labelled data) {
    return Tensor.create(data.features()).reshape(data.labels().length, ProgramWork.FEATURES);
  }

  static long[] longs(int[] numbers) {
    long[] longs = new long[numbers.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = numbers[i];
    }
    return longs;
  }

  static long[] shuffled(int size, long seed) {
    Random random = new Random(seed);
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
