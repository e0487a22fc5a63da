// ESP-IDF's MQTT client for one connection after another. Every call here may wait for the network: the broker's task alone calls them.
#pragma once
#include "core/generated/contract.h"
#include "core/types.h"

namespace board {

// One byte over the limit, so that the firmware sees that a payload was too long.
constexpr u32 INCOMING_PAYLOAD_BYTES = fw::limit::PAYLOAD_BYTES + 1;

struct Incoming {
  enum class Kind : u8 { CONNECTED, MESSAGE } kind;
  bool retained;
  u16 topic_bytes, payload_bytes;
  char topic[fw::limit::TOPIC_BYTES];
  char payload[INCOMING_PAYLOAD_BYTES];
};

// Id and topic end with a NUL. All of it stays as it is until the connection is closed.
struct Session {
  const char* client_id;
  const char* will_topic;
  const char* will;
  u32 will_bytes;
};

// False when the connection was not begun.
bool client_open(const Session& session);
void client_close(const Session& session);
// False: the connection is over, or no good.
bool client_subscribe(const char* filter);
bool client_publish(const char* topic, fw::Text payload, bool qos1, bool retained);

// What the client's own task brings; `broker.cc` has them.
void client_heard(const Incoming& incoming);
void client_lost();

}  // namespace board
