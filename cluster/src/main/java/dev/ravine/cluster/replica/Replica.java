package dev.ravine.cluster.replica;

import dev.ravine.cluster.host.ShardHost.Reply;
import dev.ravine.cluster.shard.Content;
import dev.ravine.cluster.shard.Outcome;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Push;
import dev.ravine.cluster.shard.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A copy of the model that fetches parameters, computes gradients and pushes them, each shard at
/// its own pace: Downpour SGD. A state machine without threads and clocks.
///
/// Dean et al.: Large Scale Distributed Deep Networks (NIPS 2012), section 4.1 and algorithm 1.1 of
/// the appendix. **Deviations:** gradients are gathered for each shard on their own, and a shard
/// has one push of a replica at most under way, so that a slow one is sent fewer and larger ones; a
/// push that got lost is sent again with its number.
public final class Replica {

  /// What is between this replica and one shard.
  private static final class Link {
    private long sequence;
    private long version;
    private long computedAt;
    private long basis;
    private int gathered;
    private boolean pushDue;
    private boolean fetchDue;
    private boolean fetching;
    private boolean pushing;
    private float[] sum = {};
    private float[] sent = {};
    private float[] received = {};
    private float[] residual = {};
    private Optional<Push> last = Optional.empty();
  }

  private final long id;
  private final Partition partition;
  private final Exchange exchange;
  private final List<Link> links;
  private final float[] theta;
  private final float[] gradient;
  private long steps;
  private long acknowledged;
  private long staleness;
  private long bytes;
  private boolean computing;
  private boolean first;
  private boolean ended;
  private boolean left;

  /// Before its beginning.
  ///
  /// @param id of this replica alone; one that begins anew has another
  /// @param partition of the parameters
  /// @param exchange how often it talks to shards
  public Replica(long id, Partition partition, Exchange exchange) {
    this.id = id;
    this.partition = partition;
    this.exchange = exchange;
    theta = new float[partition.layout().size()];
    gradient = new float[theta.length];
    links =
        partition.stream()
            .mapToObj(shard -> {
              Link link = new Link();
              link.sum = new float[partition.size(shard)];
              link.sent = new float[partition.size(shard)];
              link.received = new float[partition.size(shard)];
              link.residual = exchange.compression().residual(partition.size(shard));
              return link;
            })
            .toList();
  }

  /// The parameters to compute a gradient at.
  ///
  /// @return to be read until [Event.Computed]
  public float[] theta() {
    return theta;
  }

  /// Where to write the gradient.
  public float[] gradient() {
    return gradient;
  }

  /// How many pushes shards acknowledged as applied, once each.
  public long acknowledged() {
    return acknowledged;
  }

  /// How stale the gradients were that shards said to have applied, added.
  public long staleness() {
    return staleness;
  }

  /// How many bytes were pushed and fetched, as far as shards answered.
  public long bytes() {
    return bytes;
  }

  /// How many gradients were computed.
  public long steps() {
    return steps;
  }

  /// Goes on.
  ///
  /// @param event what happened
  /// @return what is to be done, in this order
  public List<Command> on(Event event) {
    List<Command> commands = new ArrayList<>();
    if (left && !(event instanceof Event.Begun)) {
      return commands;
    }
    switch (event) {
      case Event.Begun begin -> {
        left = false;
        ended = false;
        first = true;
        links.forEach(link -> link.fetchDue = true);
      }
      case Event.Computed computed -> computed(computed.loss(), commands);
      case Event.Ended end -> {
        ended = true;
        computing = false;
        links.forEach(link -> {
          link.fetchDue = false;
          link.pushDue = link.gathered > 0;
        });
      }
      case Event.Fetched fetched -> fetched(fetched.shard(), fetched.reply(), commands);
      case Event.Pushed pushed -> pushed(pushed.shard(), pushed.reply(), commands);
    }
    if (!left) {
      goOn(commands);
    }
    return commands;
  }

  private void computed(double loss, List<Command> commands) {
    computing = false;
    first = false;
    if (!Double.isFinite(loss)) {
      fail("the loss was " + loss, commands);
      return;
    }
    steps++;
    for (int shard = 0; shard < links.size(); shard++) {
      gather(links.get(shard), partition.from(shard));
    }
    if (exchange.localRate() > 0) {
      for (int i = 0; i < theta.length; i++) {
        theta[i] -= (float) (exchange.localRate() * gradient[i]);
      }
    }
    boolean pushes = steps % exchange.pushEvery() == 0;
    boolean fetches = steps % exchange.fetchEvery() == 0;
    links.forEach(link -> {
      link.pushDue |= pushes;
      link.fetchDue |= fetches;
    });
  }

  private void gather(Link link, int from) {
    if (link.gathered++ == 0) {
      link.basis = link.computedAt;
      System.arraycopy(gradient, from, link.sum, 0, link.sum.length);
    } else {
      for (int i = 0; i < link.sum.length; i++) {
        link.sum[i] += gradient[from + i];
      }
    }
  }

  private void fetched(int shard, Reply<Content> reply, List<Command> commands) {
    Link link = links.get(shard);
    link.fetching = false;
    switch (reply) {
      case Reply.Done<Content>(Content content) -> {
        float[] weights = content.weights();
        System.arraycopy(weights, 0, theta, partition.from(shard), weights.length);
        link.version = content.version();
        bytes += exchange.compression().bytesOfFetch(weights.length);
      }
      case Reply.Lost<Content> lost -> link.fetchDue = !ended;
      case Reply.Missing<Content> missing -> missing(shard, commands);
      case Reply.Failed<Content>(String reason) -> lose(reason, commands);
    }
  }

  private void pushed(int shard, Reply<Outcome> reply, List<Command> commands) {
    Link link = links.get(shard);
    switch (reply) {
      case Reply.Done<Outcome>(Outcome outcome) -> {
        link.pushing = false;
        bytes += exchange.compression().bytesOfPush(link.sent.length);
        switch (outcome) {
          case Outcome.Applied applied -> {
            acknowledged++;
            staleness += applied.staleness();
          }
          case Outcome.Duplicate duplicate -> acknowledged++;
          case Outcome.Refused(String reason) -> fail(reason, commands);
        }
      }
      case Reply.Lost<Outcome> lost ->
          commands.add(new Command.Send(shard, link.last.orElseThrow()));
      case Reply.Missing<Outcome> missing -> missing(shard, commands);
      case Reply.Failed<Outcome>(String reason) -> lose(reason, commands);
    }
  }

  private void missing(int shard, List<Command> commands) {
    lose("shard %d is missing".formatted(shard), commands);
  }

  private void lose(String reason, List<Command> commands) {
    left = true;
    commands.add(new Command.Lose(reason));
  }

  private void fail(String reason, List<Command> commands) {
    left = true;
    commands.add(new Command.Fail(reason));
  }

  private void goOn(List<Command> commands) {
    boolean waits = false;
    boolean unacknowledged = false;
    for (int shard = 0; shard < links.size(); shard++) {
      Link link = links.get(shard);
      if (link.pushDue && !link.pushing) {
        push(shard, link, commands);
      }
      boolean free = exchange.overlaps() || !(link.pushing || link.pushDue);
      if (link.fetchDue && !link.fetching && free) {
        link.fetchDue = false;
        link.fetching = true;
        commands.add(
            new Command.Fetch(
                shard, new Read(false, exchange.compression().format(), link.received)));
      }
      waits |= (first || !exchange.overlaps()) && (link.fetching || link.fetchDue);
      waits |= !exchange.overlaps() && link.pushDue;
      unacknowledged |= link.pushing || link.pushDue;
    }
    if (ended) {
      if (!unacknowledged) {
        left = true;
        commands.add(new Command.Leave());
      }
    } else if (!computing && !waits) {
      computing = true;
      links.forEach(link -> link.computedAt = link.version);
      commands.add(new Command.Compute());
    }
  }

  private void push(int shard, Link link, List<Command> commands) {
    float[] free = link.sent;
    link.sent = link.sum;
    link.sum = free;
    link.gathered = 0;
    link.pushDue = false;
    link.pushing = true;
    link.sequence++;
    exchange.compression().push(link.sent, link.residual);
    Push push = new Push(id, link.sequence, link.basis, link.sent);
    link.last = Optional.of(push);
    commands.add(new Command.Send(shard, push));
  }

  @Override
  public String toString() {
    return "replica %d, %d steps, %d pushes acknowledged".formatted(id, steps, acknowledged);
  }
}
