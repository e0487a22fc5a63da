#include "network.h"

#include <QNEthernet.h>

#include "boards/shared/entries.h"
#include "boards/shared/mqtt.h"
#include "boards/shared/port.h"
#include "core/publisher.h"
#include "site.h"

namespace board {
namespace {

using qindesign::network::Ethernet;
using qindesign::network::EthernetClient;

constexpr u32 KEEP_ALIVE_S = 2;
constexpr u32 RETRY_MS = 1000;
constexpr u32 CONNECT_MS = 3000;

EthernetClient stream;
MqttSession session;
fw::Text client_id;
char will[2048];
enum class Stage : u8 { DOWN, CONNECTING, OPEN } stage;
u32 since;

void drop(u32 now_ms) {
  stream.abort();
  stage = Stage::DOWN;
  since = now_ms;
  entry_link(false, now_ms);
}

void open(u32 now_ms) {
  stage = Stage::OPEN;
  stream.setNoDelay(true);
  const u32 bytes = fw::write_will(will, sizeof will);
  u32 topic_bytes = 0;
  while (topic_bytes < bytes && will[topic_bytes] != 0) topic_bytes++;
  const fw::Text topic{will, topic_bytes};
  const fw::Text payload{will + topic_bytes + 1, bytes - topic_bytes - 1};
  session.start({client_id, site::USER, site::PASSWORD, topic, payload, KEEP_ALIVE_S}, now_ms);
}

void subscribe() {
  static char filters[2048];
  const u32 bytes = fw::write_subscriptions(filters, sizeof filters);
  for (u32 at = 0; at < bytes;) {
    u32 end = at;
    while (end < bytes && filters[end] != 0) end++;
    session.subscribe({filters + at, end - at});
    at = end + 1;
  }
}

// False when the session is over.
bool receive(u32 now_ms) {
  u8 bytes[256];
  int count = stream.read(bytes, sizeof bytes);
  for (int i = 0; i < count; i++) {
    switch (session.take(bytes[i], now_ms)) {
      case MqttSession::Event::CONNECTED:
        subscribe();
        entry_link(true, now_ms);
        break;
      case MqttSession::Event::MESSAGE:
        entry_message(session.message.topic, session.message.payload, session.message.retained, now_ms);
        break;
      case MqttSession::Event::CLOSED: return false;
      case MqttSession::Event::NOTHING: break;
    }
  }
  return true;
}

void transmit() {
  u32 bytes;
  const u8* const at = session.next(bytes);
  const int room = stream.availableForWrite();
  if (bytes == 0 || room <= 0) return;
  session.sent((u32)stream.write(at, fw::least(bytes, (u32)room)));
  stream.flush();
}

void converse(u32 now_ms) {
  if (!stream.connected() || !receive(now_ms) || session.tick(now_ms) == MqttSession::Event::CLOSED) {
    drop(now_ms);
    return;
  }
  transmit();
}

}  // namespace

void network_start(fw::Text controller) {
  client_id = controller;
  Ethernet.begin();
}

void network_run(u32 now_ms) {
  Ethernet.loop();
  switch (stage) {
    case Stage::DOWN:
      if (!Ethernet.linkState() || fw::until(now_ms, since) < (i32)RETRY_MS) return;
      since = now_ms;
      stream.connectNoWait(IPAddress(site::BROKER[0], site::BROKER[1], site::BROKER[2], site::BROKER[3]), site::BROKER_PORT);
      stage = Stage::CONNECTING;
      break;
    case Stage::CONNECTING:
      if (stream.connected()) open(now_ms);
      else if (fw::until(now_ms, since) > (i32)CONNECT_MS) drop(now_ms);
      break;
    case Stage::OPEN: converse(now_ms); break;
  }
}

void network_publish(fw::Text topic, fw::Text payload, bool qos1, bool retained) {
  session.publish(topic, payload, qos1, retained);
}

}  // namespace board
