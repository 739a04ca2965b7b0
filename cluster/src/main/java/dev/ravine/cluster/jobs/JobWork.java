package dev.ravine.cluster.jobs;

/// What a worker does for a job. For any number of threads.
interface JobWork {

  /// Does what there is to do, as long as it is the caller's.
  ///
  /// @param worker a name that is the caller's own
  /// @return whether there was something
  /// @throws InterruptedException if it is not the caller's any more, or the thread is interrupted
  boolean work(String worker) throws InterruptedException;
}
