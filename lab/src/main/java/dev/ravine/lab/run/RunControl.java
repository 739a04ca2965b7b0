package dev.ravine.lab.run;

/// Whether runs are to wait or to stop. For any thread.
final class RunControl {

  private volatile boolean stopping;
  private boolean paused;

  void stop() {
    stopping = true;
    goOn();
  }

  boolean stops() {
    return stopping;
  }

  synchronized void pause() {
    paused = true;
  }

  synchronized void goOn() {
    paused = false;
    notifyAll();
  }

  synchronized boolean isPaused() {
    return paused;
  }

  /// Waits while it is paused. An interrupt stops all runs.
  synchronized void awaitGoOn() {
    try {
      while (paused) {
        wait();
      }
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }
}
