package dev.ravine.hazelcast;

import dev.ravine.cluster.jobs.Job;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.UUID;

/// A job, and who coordinates it.
///
/// @param job on the board
/// @param coordinator the client's number
record PostedJob(Job job, UUID coordinator) {

  void write(DataOutput out) throws IOException {
    job.write(out);
    out.writeLong(coordinator.getMostSignificantBits());
    out.writeLong(coordinator.getLeastSignificantBits());
  }

  static PostedJob read(DataInput in) throws IOException {
    return new PostedJob(Job.read(in), new UUID(in.readLong(), in.readLong()));
  }
}
