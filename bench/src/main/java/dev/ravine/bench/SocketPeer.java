package dev.ravine.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// What moving numbers between processes takes at least: plain sockets, no update, no checks.
public final class SocketPeer {

  private static final int PUSH = 0;
  private static final int PUSH_WITH_BACKUP = 1;
  private static final int FETCH = 2;

  private SocketPeer() {}

  /// Answers until it is killed.
  ///
  /// @param arguments its own port and that of the other
  /// @throws IOException if it can't listen
  public static void main(String[] arguments) throws IOException {
    int other = Integer.parseInt(arguments[1]);
    try (ServerSocket server =
        new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket, other));
      }
    }
  }

  private static void serve(Socket socket, int other) {
    try (Link link = new Link(socket)) {
      byte[] bytes = new byte[0];
      Link backup = null;
      while (true) {
        int request = link.in.readInt();
        int size = link.in.readInt();
        bytes = bytes.length == size ? bytes : new byte[size];
        if (request == FETCH) {
          link.out.write(bytes);
        } else {
          link.in.readFully(bytes);
          if (request == PUSH_WITH_BACKUP) {
            backup = backup == null ? new Link(other) : backup;
            backup.send(PUSH, bytes);
            backup.in.readInt();
          }
          link.out.writeInt(size);
        }
      }
    } catch (IOException gone) {
      // Whoever asked has ended.
    }
  }

  private static final class Link implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    Link(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
      in = new DataInputStream(socket.getInputStream());
      out = new DataOutputStream(socket.getOutputStream());
    }

    Link(int port) throws IOException {
      this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    void send(int request, byte[] bytes) throws IOException {
      out.writeInt(request);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /// Half of the floats to or from each of two such processes, at once.
  static Work work(List<Integer> ports, int floats, boolean fetches) {
    List<Link> links = new ArrayList<>();
    byte[] half = new byte[floats / 2 * Float.BYTES];
    try {
      for (int port : ports) {
        links.add(new Link(port));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return () -> {
      try {
        for (Link link : links) {
          if (fetches) {
            link.out.writeInt(FETCH);
            link.out.writeInt(half.length);
          } else {
            link.send(PUSH_WITH_BACKUP, half);
          }
        }
        for (Link link : links) {
          if (fetches) {
            link.in.readFully(half);
          } else {
            link.in.readInt();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
