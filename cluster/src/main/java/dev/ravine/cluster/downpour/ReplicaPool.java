package dev.ravine.cluster.downpour;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The replicas of a training, as the one who trains sees them: they work from [#begin] to [#end],
/// and settle then.
public interface ReplicaPool extends AutoCloseable {

  /// Goes to where an interrupted training was. To be called before the first beginning.
  ///
  /// @param drawn how many batches each replica has drawn
  void resume(List<Long> drawn);

  /// Lets replicas work.
  ///
  /// @param before how many steps are done
  /// @param last the last step to do
  void begin(long before, long last);

  /// Whether they were begun, and not ended since.
  boolean isWorking();

  /// Waits for a step that was not asked for yet. An interrupt is kept for later: a step is short.
  ///
  /// @param step its number
  /// @return its loss; empty if there is none, since a replica can't go on
  OptionalDouble next(long step);

  /// Lets all end after the step they are at, and waits until all they gathered is pushed and
  /// nothing is under way.
  ///
  /// @return losses of steps that nobody has asked for
  List<Double> end();

  /// Why a replica could not go on, if so: to be asked after the end.
  Optional<String> refusal();

  /// What all replicas have exchanged since this object was made: to be asked after an end.
  Traffic traffic();

  /// How many batches each replica has drawn: to be asked after an end.
  List<Long> drawn();

  /// Ends all.
  @Override
  void close();
}
