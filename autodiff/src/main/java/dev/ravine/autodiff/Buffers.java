package dev.ravine.autodiff;

import dev.ravine.kernels.Kernels;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// The arrays of nodes: what was given back serves again for a node of the same size.
final class Buffers<A> {

  private final Kernels<A> kernels;
  private final Map<Integer, Deque<A>> free = new HashMap<>();
  private final Map<Node, A> taken = new HashMap<>();

  Buffers(Kernels<A> kernels) {
    this.kernels = kernels;
  }

  A allocate(Node node) {
    int size = node.shape().size();
    Deque<A> sameSize = free.get(size);
    A buffer = sameSize == null || sameSize.isEmpty() ? kernels.array(size) : sameSize.pop();
    taken.put(node, buffer);
    return buffer;
  }

  /// Gives back what a node was given; nothing if it was given nothing.
  void free(Node node) {
    A buffer = taken.remove(node);
    if (buffer != null) {
      free.computeIfAbsent(node.shape().size(), size -> new ArrayDeque<>()).push(buffer);
    }
  }
}
