// A controller's network on the host: connects to a broker at 127.0.0.1:<port>, subscribes to `peer/in`, answers each
// message there on `peer/out` (QoS 1, retained) and ends at "stop" without saying goodbye, so that its last will is sent.
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "boards/shared/mqtt.h"

namespace {

u32 now_ms() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (u32)(t.tv_sec * 1000 + t.tv_nsec / 1000000);
}

board::MqttSession session;

void connected() {
  session.subscribe(fw::text("peer/in"));
  session.publish(fw::text("peer/presence"), fw::text("ONLINE"), true, true);
  printf("connected\n");
  fflush(stdout);
}

// False at "stop".
bool answer() {
  const board::MqttSession::Message& message = session.message;
  if (fw::equal(message.payload, fw::text("stop"))) return false;
  session.publish(fw::text("peer/out"), message.payload, true, true);
  return true;
}

bool receive(int stream) {
  u8 bytes[512];
  const ssize_t count = read(stream, bytes, sizeof bytes);
  if (count <= 0) return false;
  for (ssize_t i = 0; i < count; i++) {
    switch (session.take(bytes[i], now_ms())) {
      case board::MqttSession::Event::CONNECTED: connected(); break;
      case board::MqttSession::Event::MESSAGE:
        if (!answer()) return false;
        break;
      case board::MqttSession::Event::CLOSED: printf("closed %u\n", session.refused); return false;
      case board::MqttSession::Event::NOTHING: break;
    }
  }
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  const int stream = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons((uint16_t)(count > 1 ? atoi(arguments[1]) : 1883));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(stream, (sockaddr*)&address, sizeof address) != 0) return 2;
  session.start({fw::text("peer"), {}, {}, fw::text("peer/presence"), fw::text("OFFLINE"), 2}, now_ms());
  for (;;) {
    u32 bytes;
    const u8* const at = session.next(bytes);
    if (bytes > 0) {
      const ssize_t went = write(stream, at, bytes);
      if (went <= 0) return 3;
      session.sent((u32)went);
      continue;
    }
    pollfd waiting{stream, POLLIN, 0};
    if (poll(&waiting, 1, 50) > 0 && !receive(stream)) return 0;
    if (session.tick(now_ms()) == board::MqttSession::Event::CLOSED) return 4;
  }
}
