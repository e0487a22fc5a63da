// A pseudo-terminal for stand-ins: prints the name of its line, then carries bytes between the line and standard input and
// output until standard input ends. Node has no pseudo-terminals of its own.
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

static bool carry(int from, int to) {
  char bytes[4096];
  const ssize_t count = read(from, bytes, sizeof bytes);
  if (count <= 0) return false;
  for (ssize_t done = 0; done < count;) {
    const ssize_t written = write(to, bytes + done, count - done);
    if (written < 0) return false;
    done += written;
  }
  return true;
}

int main() {
  const int board = posix_openpt(O_RDWR | O_NOCTTY);
  if (board < 0 || grantpt(board) != 0 || unlockpt(board) != 0) return 1;
  // Held open, so that the line stays while nobody uses it.
  const int line = open(ptsname(board), O_RDWR | O_NOCTTY);
  termios settings;
  if (line < 0 || tcgetattr(line, &settings) != 0) return 1;
  cfmakeraw(&settings);
  tcsetattr(line, TCSANOW, &settings);
  printf("%s\n", ptsname(board));
  fflush(stdout);
  pollfd ends[] = {{board, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
  while (poll(ends, 2, -1) >= 0) {
    if (ends[0].revents != 0 && !carry(board, STDOUT_FILENO)) return 0;
    if (ends[1].revents != 0 && !carry(STDIN_FILENO, board)) return 0;
  }
  return 1;
}
